"""Addresses in public templates: where we are, and the one address a page is known by."""

from typing import Any
from urllib.parse import urlencode

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def place_in_menu(context: dict[str, Any]) -> tuple[str, str]:
    """The menu link that leads here, and its `aria-current`: "page" for its own page, "true" for one below; two empty texts elsewhere."""
    path = getattr(context.get("request"), "path", "")
    for url in ("/", *(url for _title, url in context.get("menu") or ())):
        if path == url:
            return url, "page"
        if url != "/" and path.startswith(url):
            return url, "true"
    return "", ""


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
