"""What stands around every page of a site, the same on each."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def same_everywhere(context: dict[str, Any], name: str) -> SafeString:
    """The component `name`, rendered once per edition of the site: it gets the site's frame and nothing of the page."""
    frame = context.get("frame")
    if frame is None:
        return SafeString("")
    given = {"identity": frame.identity, "menu": frame.menu, "look": frame.look}
    return frame.keep(("rendered", name), lambda: render_to_string(name, given))
