"""Small texts and dates in public templates."""

from typing import Any

from django import template
from django.utils.text import Truncator

register = template.Library()

DESCRIPTION_LENGTH = 300


@register.filter
def description(page: Any) -> str:
    """What the page is about, in at most 300 characters: as its editor says, or else its first words. "" for no page."""
    written = (getattr(page, name, "") for name in ("description", "search_description", "introduction"))
    text = next((words for words in written if words), "") or _first_words(page)
    return Truncator(" ".join(text.split())).chars(DESCRIPTION_LENGTH, truncate="…")


def _first_words(page: Any) -> str:
    paragraphs = (block for block in getattr(page, "body", None) or () if block.block_type == "text")
    return next((" ".join(block.block.get_searchable_content(block.value)) for block in paragraphs), "")


@register.simple_tag
def about(summary: str, name: str, site_name: str, publisher: str) -> str:
    """The summary, or where there is none a sentence that says which page this is, of which site and whose."""
    return summary or ". ".join(dict.fromkeys([name, site_name, publisher])) + "."
