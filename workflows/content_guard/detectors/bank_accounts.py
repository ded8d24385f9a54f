"""Bank accounts: digits that the text names as one. An account at the State Treasury (Kho bạc) is an office's and passes. Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import loosely
from workflows.content_guard.detectors.number_words import BANKS, named
from workflows.content_guard.detectors.phones import OF_AN_OFFICE
from workflows.content_guard.digit_runs import Piece, Run
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import (
    followed_by,
    is_amount,
    is_hotline,
    is_in_thousands,
    led_by,
    words_before,
)

LENGTHS = frozenset(range(6, 20))
LONG = frozenset(range(10, 20))  # what nothing names before it
YEARS = re.compile(r"(?:19|20)\d\d ?[\-–] ?(?:19|20)\d\d")
DATE = re.compile(r"\d{1,2} ?[.\-/–] ?\d{1,2} ?[.\-/–] ?\d{4}")
SURE = re.compile(
    loosely(
        r"(?<![^\W\d_])(?:số tài khoản|tài khoản(?: ngân hàng)?(?: cá nhân)?|stk|số tk|tk số|tk|số thẻ|thẻ atm)(?![^\W\d_])"
    )
)
LEADS_ELSEWHERE = re.compile(
    r"(?<!\w)(?:gần|hơn|trên|dưới|khoảng|với|số tiền|điện thoại|đt|sđt|năm|ngày|điều|mục|thông tư|nghị định|quyết định|số hiệu|mã)\s*:?\s*$|(?<!\w)khoản \d"
)
TREASURY = re.compile(loosely(r"(?<!\w)kho bạc(?!\w)"))
BANK = re.compile(loosely(rf"(?<![^\W\d_])(?:{BANKS})(?![^\W\d_])"))


WITH_A_LETTER = re.compile(r"(?<!\w)\d{3}[a-z]{1,2}\d{7,8}(?!\w)")


def find(read: Read) -> Iterator[Hit]:
    for match in WITH_A_LETTER.finditer(read.small):
        if named(read.small, match.start()) is Kind.ACCOUNT:
            yield Hit(Kind.ACCOUNT, *match.span())
    for run in read.runs:
        if (whole := run.whole(LONG)) and _is_told_behind(read.small, whole):
            yield Hit(Kind.ACCOUNT, whole.start, whole.end)
        beyond = 0
        for piece in run.pieces(LENGTHS, lambda at: named(read.small, at) is Kind.ACCOUNT):
            if piece.first >= beyond and _is_account(read.small, run, piece):
                beyond = piece.last
                yield Hit(Kind.ACCOUNT, piece.start, piece.end)


def _is_told_behind(text: str, piece: Piece) -> bool:
    """Whether the bank stands behind the number, and nothing else is named before it."""
    if named(text, piece.start) not in (Kind.INSURANCE, None) or not _is_one_number(text, piece):
        return False
    if is_hotline(piece.digits) or OF_AN_OFFICE.search(led_by(text, piece.start, 60)):
        return False
    behind = followed_by(text, piece.end, 15)
    return BANK.search(behind) is not None and not LEADS_ELSEWHERE.search(words_before(text, piece.start, 60))


def _is_account(text: str, run: Run, piece: Piece) -> bool:
    if run.is_decimal(piece) or not _is_one_number(text, piece):
        return False
    before = words_before(text, piece.start, 60)
    if LEADS_ELSEWHERE.search(before) or TREASURY.search(
        led_by(text, piece.start, 80) + followed_by(text, piece.end, 80)
    ):
        return False
    if (
        len(piece.groups) > 1
        and not piece.ends_run
        and len(run.digits) - piece.last < 6
        and "/" not in run.after(piece.last)
    ):
        return False
    is_at_bank = len(piece.digits) >= 8 and BANK.search(before + followed_by(text, piece.end, 25)) is not None
    return SURE.search(before) is not None or is_at_bank


def _is_one_number(text: str, piece: Piece) -> bool:
    words = text[piece.start : piece.end]
    if is_in_thousands(words) or DATE.fullmatch(words) or YEARS.fullmatch(words) or is_amount(text, piece.end):
        return False
    return all(re.fullmatch(r" {0,2}[.\-–]?  ?|[.\-–]| ", gap) for gap in piece.gaps)
