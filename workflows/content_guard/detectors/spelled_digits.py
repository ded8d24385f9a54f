"""Numbers whose digits are written as words, as old people have them typed: «không chín một hai …». Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_DIGIT = r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười(?: [^\W\d_]+)?|\d)"
NUMBER = re.compile(loosely(rf"(?<!\w){_DIGIT}(?:[ ,.\-–]{{1,2}}(?:bê |xê |ca )?{_DIGIT}){{6,14}}(?!\w)"))
NOUGHT = loosely("không")
FEWEST_WORDS, OF_A_PHONE = 5, 9
AROUND = 40
PLATE = re.compile(loosely(r"(?<!\w)biển(?: số)?(?!\w)[^.;]{0,15}$"))


def find(read: Read) -> Iterator[Hit]:
    text = read.small
    for match in NUMBER.finditer(text):
        words = re.findall(r"[^\W_]+", match[0])
        if sum(not word.isdecimal() for word in words) < FEWEST_WORDS:
            continue
        kind = Kind.PLATE if PLATE.search(text[max(0, match.start() - AROUND) : match.start()]) else None
        kind = kind or named(text, match.start(), AROUND)
        if kind is None and len(words) >= OF_A_PHONE and re.match(NOUGHT, match[0]):
            kind = Kind.PHONE
        if kind is not None:
            yield Hit(kind, *match.span())
