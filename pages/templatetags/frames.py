"""What stands around every page of a site, the same on each."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from workflows.gate import emergencies
from workflows.gate.emergencies import Posted

register = template.Library()


@register.simple_tag(takes_context=True)
def posted_urgently(context: dict[str, Any], page: Any) -> Posted | None:
    """When the page was posted in an emergency, and confirmed. One query in an edition of the site, none for a page."""
    frame = context.get("frame")
    if frame is None:
        return None
    posted: dict[int | None, Posted] = frame.keep("urgent", lambda: emergencies.told_on(frame.board))
    return posted.get(getattr(page, "pk", 0))


@register.simple_tag(takes_context=True)
def same_everywhere(context: dict[str, Any], name: str, **given: Any) -> SafeString:
    """The component `name`, rendered once per edition of the site and what it is given: it knows the site's frame and nothing of the page."""
    frame = context.get("frame")
    if frame is None:
        return render_to_string(name, {"look": context.get("look"), **given})
    known = {"identity": frame.identity, "menu": frame.menu, "look": frame.look, **given}
    return frame.keep(("rendered", name, *given.items()), lambda: render_to_string(name, known))
