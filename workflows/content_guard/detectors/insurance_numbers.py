"""Numbers of social insurance (mã số BHXH) and of health insurance cards. Pure.

A card has two letters for the group of people, a digit for the benefit, two for the province, and ten: QĐ 1351/QĐ-BHXH; since 2021 it shows the
last ten alone, which are the number of social insurance (QĐ 595/QĐ-BHXH), told by the words around.
"""

import re
from collections.abc import Iterator

from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import is_amount

_GAP = r"[ .\-–]{0,2}"
CARD = re.compile(rf"(?<![^\W_])[a-z]{{2}}{_GAP}[1-5]{_GAP}\d{_GAP}\d(?:{_GAP}\d){{10}}(?!\w)")
LENGTHS = frozenset({10, 12})


def find(read: Read) -> Iterator[Hit]:
    for match in CARD.finditer(read.small):
        yield Hit(Kind.INSURANCE, *match.span())
    for run in read.runs:
        for piece in run.pieces(LENGTHS, lambda at: named(read.small, at) is Kind.INSURANCE):
            is_one = not run.is_decimal(piece) and not is_amount(read.small, piece.end)
            if is_one:
                yield Hit(Kind.INSURANCE, piece.start, piece.end)
