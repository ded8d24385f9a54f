"""Numbers of passports: a letter or two and seven or eight digits, where the text says that it is one. Pure."""

import re
from collections.abc import Iterator

from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

NUMBER = re.compile(r"(?<![^\W_])[a-z]{1,2}[ .\-–]{0,2}\d(?:[ .\-–]?\d){5,7}(?!\w)")


def find(read: Read) -> Iterator[Hit]:
    for match in NUMBER.finditer(read.small):
        if named(read.small, match.start()) is Kind.PASSPORT:
            yield Hit(Kind.PASSPORT, *match.span())
