"""Numbers of social insurance (mã số BHXH) and of health insurance cards. Pure.

A card has two letters for the group of people, a digit for the benefit, two for the province, and ten: QĐ 1351/QĐ-BHXH; since 2021 it shows the
last ten alone, which are the number of social insurance (QĐ 595/QĐ-BHXH), told by the words around.
"""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.digit_runs import Piece
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import followed_by, is_amount, is_hotline, is_in_thousands

_GAP = r"[ .\-–]{0,2}"
CARD = re.compile(
    rf"(?:(?<![^\W_])|(?<=so|số)|(?<=the|thẻ))[a-z]{{2}}{_GAP}[1-5]{_GAP}\d{_GAP}\d(?:{_GAP}\d){{10}}(?!\w)"
)
LENGTHS = frozenset({10, 12})
BEHIND = re.compile(loosely(r"[^.;\n]{0,40}(?<!\w)(?:bhxh|bhyt|bảo hiểm(?: xã hội| y tế))(?!\w)"))


def find(read: Read) -> Iterator[Hit]:
    for match in CARD.finditer(read.in_digits):
        yield Hit(Kind.INSURANCE, *match.span())
    for run in read.runs:
        if (whole := run.whole({10})) and whole.digits[0] != "0" and _is_told_behind(read.small, whole):
            yield Hit(Kind.INSURANCE, whole.start, whole.end)
        for piece in run.pieces(LENGTHS, lambda at: named(read.small, at) is Kind.INSURANCE):
            if not run.is_decimal(piece) and not is_amount(read.small, piece.end):
                yield Hit(Kind.INSURANCE, piece.start, piece.end)


def _is_told_behind(text: str, piece: Piece) -> bool:
    """Whether insurance is named behind the number, and nothing before it: no hotline, no sum."""
    is_unnamed = named(text, piece.start) is None and not is_amount(text, piece.end)
    is_number = is_unnamed and not is_in_thousands(text[piece.start : piece.end]) and not is_hotline(piece.digits)
    return is_number and BEHIND.match(followed_by(text, piece.end, 60)) is not None
