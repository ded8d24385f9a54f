"""Numbers of passports: a letter or two and seven or eight digits, where the text says that it is one. Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import followed_by

NUMBER = re.compile(
    r"(?:(?<![^\W_])|(?<=pp|hc|so|số)|(?<=hieu|hiệu)|(?<=chiếu|chieu))[a-z]{1,2}[ .\-–]{0,2}\d(?:[ .\-–]?\d|[oil]){5,7}(?!\d)"
)
FOREIGN = re.compile(r"(?<![\w.])(?:\d{8,9}|\d{3} \d{3} \d{3}|\d{2} ?[a-z]{2} ?\d{5})(?!\w)")
FEWEST_DIGITS = 5
NEAR = 25
BEHIND = re.compile(loosely(r"[^.;\n]{0,25}(?<!\w)(?:hộ chiếu|passport|(?:sổ|giấy) thông hành)(?!\w)"))


def find(read: Read) -> Iterator[Hit]:
    for match in NUMBER.finditer(read.small):
        letters = read.text[match.start() : match.start() + 2].rstrip("0123456789 .-–")
        is_named = named(read.small, match.start()) is Kind.PASSPORT or (
            letters.isupper() and BEHIND.match(followed_by(read.small, match.end(), 45))
        )
        if is_named and sum(map(str.isdecimal, match[0])) >= FEWEST_DIGITS:
            yield Hit(Kind.PASSPORT, *match.span())
    for match in FOREIGN.finditer(read.small):
        if named(read.small, match.start(), NEAR) is Kind.PASSPORT:
            yield Hit(Kind.PASSPORT, *match.span())
