"""Addresses in public templates: where we are, and the one address a page is known by."""

from typing import Any
from urllib.parse import urlencode

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], url: str) -> str:
    """The `aria-current` of a menu link: "page" for the page itself, "true" for a page below it, "" elsewhere."""
    here = getattr(context.get("request"), "path", "")
    if here == url:
        return "page"
    return "true" if url != "/" and here.startswith(url) else ""


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The absolute address of what is shown: only the filters that are on and the page of the listing, nothing foreign.

    Whatever was searched for, it is the address of the search form: what somebody typed is no page of the site's.
    """
    request, page = context.get("request"), context.get("page")
    base = getattr(page, "full_url", None) or (request.build_absolute_uri(request.path) if request else "")
    query = {name: getattr(value, "key", value) for name, value in (context.get("chosen") or {}).items()}
    number = getattr(context.get("items"), "number", 1)
    if page and number > 1:
        query["trang"] = number
    return f"{base}?{urlencode(query)}" if query else base


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], url: str) -> str:
    """This address with scheme and host."""
    request = context.get("request")
    return request.build_absolute_uri(url) if request else url


@register.simple_tag(takes_context=True)
def ancestors(context: dict[str, Any], page: Any) -> list[tuple[str, str]]:
    """Title and address of every page above this one on its site, from the front page down."""
    frame = context.get("frame")
    return frame.above(page) if frame and getattr(page, "path", "") else []


@register.simple_tag(takes_context=True)
def section_address(context: dict[str, Any], page: Any) -> str:
    """The address of the section that lists this page; "" for a page that none lists."""
    frame = context.get("frame")
    section = frame.section_of(page) if frame else None
    return frame.link(section)[1] if frame and section else ""
