"""Pictures in public templates."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.images.models import ResponsiveImage
from wagtail.images.shortcuts import get_rendition_or_not_found, get_renditions_or_not_found

from pages.pictures import USES

register = template.Library()


@register.simple_tag
def picture(shown: Any, use: str, **attributes: str) -> SafeString:
    """The `<img>` of a picture (`image` and `alternative`) in one of the uses of pages/pictures.py, with these attributes; a word where it is gone."""
    if shown["image"] is None:
        return format_html("<em>{}</em>", _("Ảnh này không còn trong kho ảnh."))
    renditions = get_renditions_or_not_found(shown["image"], USES[use].specs)
    described = {"alt": shown["alternative"], "sizes": USES[use].widths, **attributes}
    return ResponsiveImage(renditions, described).__html__()


@register.simple_tag
def shared_picture(shown: Any) -> str:
    """The address of the file that other sites show when somebody shares the page."""
    [spec] = USES["shared"].specs
    return get_rendition_or_not_found(shown["image"], spec).url
