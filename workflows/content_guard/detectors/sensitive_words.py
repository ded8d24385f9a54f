"""Words that the board wants the chief to see (R59): they suggest that an item is sensitive, and decide nothing. Pure."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from workflows.content_guard.finding import Hit, Kind, readable


def find(text: str, words: Collection[str]) -> Iterator[Hit]:
    """Whole words, in any case, with their marks: «đình công» is not «dinh công»."""
    if not words:
        return
    for match in _pattern(tuple(words)).finditer(text):
        yield Hit(Kind.SENSITIVE, *match.span())


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((readable(word).strip() for word in words), key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", re.I)
