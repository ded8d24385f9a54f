"""Lists of pages in public templates. Whatever their length, a list costs a constant number of queries."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page as PageOfItems
from wagtail.images import get_image_model

register = template.Library()


@register.filter
def template_of(page: Any, name: str) -> tuple[str, str, str]:
    """The component `name` of the page's own class, or of its application, or else the general one; for `{% include %}`."""
    folder = f"{page._meta.app_label}/components"
    return f"{folder}/{page._meta.model_name}_{name}.html", f"{folder}/{name}.html", f"components/{name}.html"


@register.filter
def at(values: dict[Any, Any] | None, key: Any) -> Any:
    """`values[key]`, or None. For keys that a template cannot write after a dot."""
    return (values or {}).get(key)


@register.filter
def page_numbers(items: PageOfItems[Any]) -> Iterable[int | str]:
    """The numbers to offer below a listing, with an ellipsis where some are left out."""
    return items.paginator.get_elided_page_range(items.number, on_each_side=1, on_ends=1)


@register.simple_tag
def listed_pictures(pages: Iterable[Any]) -> dict[int, dict[str, Any]]:
    """The first picture of each page's body that has one, by the page's key, as `image` and `alternative`. Two queries."""
    found = {page.pk: first for page in pages if (first := _first_picture(page))}
    images = get_image_model().objects.prefetch_renditions().in_bulk([value["image"] for value in found.values()])
    return {
        pk: {"image": images[value["image"]], "alternative": value.get("alternative", "")}
        for pk, value in found.items()
        if value["image"] in images
    }


def _first_picture(page: Any) -> dict[str, Any] | None:
    raw = getattr(getattr(page, "body", None), "raw_data", ())
    return next((block["value"] for block in raw if block["type"] == "picture" and block["value"].get("image")), None)


@register.simple_tag(takes_context=True)
def latest_besides(context: dict[str, Any], page: Any, count: int) -> list[tuple[str, str]]:
    """Title and address of the newest items of the section that this page stands in, without the page itself."""
    frame = context.get("frame")
    section = frame.section_of(page) if frame else None
    newest = frame.newest(section, count + 1) if frame and section else []
    return [link for key, link in newest if key != page.pk][:count]


@register.filter
def choices(named: Iterable[Any]) -> list[tuple[str, str]]:
    """Key and name of each, for the options of a filter."""
    return [(each.key, each.name) for each in named]


@register.filter
def together_with(related: Any, name: str) -> Any:
    """The related objects, each with the object it names, in one query. Works on unsaved previews too."""
    return related.select_related(name)
