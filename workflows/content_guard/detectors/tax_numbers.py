"""Tax numbers of people. Pure.

Those of companies and offices are public, and so are those of their branches. A person's, and a household's trade, begins with 8, or is told by the words around; ten digits that begin
with 0 and whose check digit is wrong are none (`stdnum.vn.mst`; TT 86/2024/TT-BTC: since 1 July 2025 a person's identity number is their tax number).
"""

import re
from collections.abc import Iterator

from stdnum.vn import mst

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.digit_runs import Piece, Run
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import FIRST_PERSON, followed_by, is_amount, is_in_thousands, led_by

LENGTHS = frozenset({10, 12})
OF_A_PERSON = re.compile(
    loosely(
        r"(?<!\w)(?:cá nhân|tncn|của (?:tôi|em|mình|cháu|ông|bà|anh|chị|vợ|chồng|con)|tôi có|em có|hộ|chủ (?:cơ sở|tiệm|quán)|gia đình (?:tôi|em))(?!\w)"
    )
)
OF_A_FIRM = re.compile(
    loosely(
        r"(?<!\w)(?:công ty|cty|doanh nghiệp|dn|hợp tác xã|htx|chi nhánh|tập đoàn|tổng công ty|ngân hàng|cơ quan|đơn vị|trường|bệnh viện|tnhh|nhà thầu|hội)(?!\w)"
    )
)
TAXES = re.compile(loosely(r"(?<!\w)thuế(?!\w)"))
OF_A_PLACE = re.compile(r" ?[\-–/] ?\d{3}(?!\w)")  # behind the number: one of a household's places of trade
AROUND = 150
NEAR = 40


def find(read: Read) -> Iterator[Hit]:
    for run in read.runs:
        for piece in run.pieces(LENGTHS, lambda at: _begins(read.small, at)):
            if _is_a_persons(read.small, run, piece):
                place = OF_A_PLACE.match(read.small, piece.end)
                yield Hit(Kind.TAX, piece.start, place.end() if place else piece.end)


def _begins(text: str, at: int) -> bool:
    kind = named(text, at)
    return kind is Kind.TAX or (kind is None and text[at] == "8" and TAXES.search(led_by(text, at, NEAR)) is not None)


def _is_a_persons(text: str, run: Run, piece: Piece) -> bool:
    is_sum = named(text, piece.start) is not Kind.TAX and is_in_thousands(text[piece.start : piece.end])
    if is_sum or run.is_decimal(piece) or is_amount(text, piece.end):
        return False
    if piece.digits[0] == "8" and len(piece.digits) == 10:
        return True
    before, behind = led_by(text, piece.start, AROUND), followed_by(text, piece.end, NEAR)
    if OF_A_PERSON.search(before + behind) or (FIRST_PERSON.search(before + behind) and not OF_A_FIRM.search(before)):
        return True
    if OF_A_FIRM.search(before) or run.after(piece.last) in ("-", " - "):
        return False
    return len(piece.digits) == 12 or mst.is_valid(piece.digits)
