"""What stands around every page of a site, the same on each."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from workflows.gate import emergencies
from workflows.models import ItemClock

register = template.Library()


@register.simple_tag(takes_context=True)
def posted_urgently(context: dict[str, Any], page: Any) -> ItemClock | None:
    """The clock of a page that was posted in an emergency and that nobody has confirmed yet. No query for any other page."""
    frame = context.get("frame")
    if frame is None:
        return None
    waiting: dict[int, ItemClock] = frame.keep(
        "urgent", lambda: {clock.page_id: clock for clock in emergencies.waiting_on([frame.board])}
    )
    return waiting.get(getattr(page, "pk", 0))


@register.simple_tag(takes_context=True)
def same_everywhere(context: dict[str, Any], name: str, **given: Any) -> SafeString:
    """The component `name`, rendered once per edition of the site and what it is given: it knows the site's frame and nothing of the page."""
    frame = context.get("frame")
    if frame is None:
        return render_to_string(name, {"look": context.get("look"), **given})
    known = {"identity": frame.identity, "menu": frame.menu, "look": frame.look, **given}
    return frame.keep(("rendered", name, *given.items()), lambda: render_to_string(name, known))
