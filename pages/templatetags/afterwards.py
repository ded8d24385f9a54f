"""What became of a page after it was posted."""

from typing import Any

from django import template

from workflows.gate.corrections import corrections_of

register = template.Library()


@register.simple_tag
def corrected(page: Any) -> list[Any]:
    """What was corrected on this page, newest first; nothing where there is no page."""
    return list(corrections_of(page)) if getattr(page, "live", False) else []
