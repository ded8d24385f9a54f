"""Tax numbers of people. Pure.

Those of companies and offices are public, and so are those of their branches. A person's begins with 8, or is told by the words around; ten digits that begin
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
from workflows.content_guard.surroundings import followed_by, is_amount, led_by

LENGTHS = frozenset({10, 12})
OF_A_PERSON = re.compile(
    loosely(r"(?<!\w)(?:cá nhân|tncn|của (?:tôi|em|mình|cháu|ông|bà|anh|chị|vợ|chồng|con)|tôi có|em có)(?!\w)")
)
OF_A_FIRM = re.compile(
    loosely(
        r"(?<!\w)(?:công ty|cty|doanh nghiệp|dn|hợp tác xã|htx|chi nhánh|tập đoàn|tổng công ty|ngân hàng|cơ quan|đơn vị|trường|bệnh viện|tnhh|nhà thầu|hội)(?!\w)"
    )
)
AROUND = 150


def find(read: Read) -> Iterator[Hit]:
    for run in read.runs:
        for piece in run.pieces(LENGTHS, lambda at: named(read.small, at) is Kind.TAX):
            if _is_a_persons(read.small, run, piece):
                yield Hit(Kind.TAX, piece.start, piece.end)


def _is_a_persons(text: str, run: Run, piece: Piece) -> bool:
    if (
        run.is_decimal(piece)
        or (run.after(piece.last) in ("-", " - ") and piece.digits[0] != "8")
        or is_amount(text, piece.end)
    ):
        return False
    before = led_by(text, piece.start, AROUND)
    if OF_A_PERSON.search(before + followed_by(text, piece.end, 20)):
        return True
    if OF_A_FIRM.search(before):
        return False
    return piece.digits[0] == "8" or len(piece.digits) == 12 or mst.is_valid(piece.digits)
