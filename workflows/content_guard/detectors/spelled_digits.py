"""Phone numbers whose digits are written as words: «không chín một hai …». Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read

_DIGIT = r"(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|\d)"
NUMBER = re.compile(loosely(rf"(?<!\w)(?:không|0)(?:[ ,.\-–]{{1,2}}{_DIGIT}){{8,10}}(?!\w)"))
FEWEST_WORDS = 5


def find(read: Read) -> Iterator[Hit]:
    for match in NUMBER.finditer(read.small):
        if len(re.findall(r"[^\W\d]+", match[0])) >= FEWEST_WORDS:
            yield Hit(Kind.PHONE, *match.span())
