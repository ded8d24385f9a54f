"""Pictures in public templates. A picture that cannot be shown takes no page with it: its alternative text stands in its place."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.images.models import ResponsiveImage

from pages.pictures import USES, kept_cuts

register = template.Library()


@register.simple_tag
def picture(shown: Any, use: str, **attributes: str) -> SafeString:
    """The `<img>` of a picture (`image` and `alternative`) in one of the uses of pages/pictures.py, with these attributes."""
    cuts = kept_cuts(shown["image"], use) if shown["image"] is not None else []
    if not cuts:
        words = shown["alternative"] or _("Ảnh này không còn trong kho ảnh.")
        return render_to_string("components/no_picture.html", {"words": words, "place": attributes.get("class", "")})
    described = {"alt": shown["alternative"], "sizes": USES[use].widths, **attributes}
    return ResponsiveImage({each.filter_spec: each for each in cuts}, described).__html__()


@register.simple_tag
def shared_picture(shown: Any) -> str:
    """The address of the file that other sites show when somebody shares the page; empty where there is none."""
    cuts = kept_cuts(shown["image"], "shared")
    return cuts[0].url if cuts else ""
