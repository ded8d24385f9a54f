"""Sealed texts for those who may read them; the view has asked the rules."""

from django import template

from workflows.letters import sealed_contact

register = template.Library()


@register.filter
def opened(sealed: bytes | memoryview | None) -> str:
    """The text in the clear; empty where it was removed in time or no key opens it."""
    return (sealed_contact.unseal(sealed, sealed_contact.QUESTION) or "") if sealed is not None else ""
