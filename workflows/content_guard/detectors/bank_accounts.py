"""Bank accounts: digits that the text names as one. An account at the State Treasury (Kho bạc) is an office's and passes. Pure."""

import re
from collections.abc import Iterator

from workflows.content_guard.detectors.identity_numbers import AMOUNT, NAMED
from workflows.content_guard.finding import Hit, Kind, digits_of, followed_by, led_by

ACCOUNT = re.compile(
    r"\b(?:số tài khoản|stk|số tk|tk số|tài khoản(?: ngân hàng)?(?: cá nhân)?|tk ngân hàng|số thẻ|thẻ atm)\b"
    r"(?P<between>(?:(?!tài khoản|\bstk\b)[^\d\n]){0,60})(?P<number>\d(?:[ .\-]?\d){5,21})(?![\d/%]|[.,]\d)", re.I
)  # fmt: skip
GROUPED_IN_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
DATE = re.compile(r"\d{1,2}[.\-/]\d{1,2}[.\-/]\d{4}")
LEADS_ELSEWHERE = re.compile(
    r"\b(?:gần|hơn|trên|dưới|khoảng|với|số tiền|điện thoại|đt|sđt|năm|ngày|điều|khoản \d|mục|thông tư|nghị định|quyết định)\s*:?\s*$|[.;!?]\s",
    re.I,
)
TREASURY = re.compile(r"\bkho bạc\b", re.I)


def find(text: str) -> Iterator[Hit]:
    for match in ACCOUNT.finditer(text):
        words, between = match["number"], match["between"]
        start, end = match.span("number")
        is_number = 6 <= len(digits_of(words)) <= 19 and not (
            GROUPED_IN_THOUSANDS.fullmatch(words) or DATE.fullmatch(words) or AMOUNT.match(followed_by(text, end, 12))
        )
        if not is_number or LEADS_ELSEWHERE.search(between) or NAMED.search(between):
            continue
        if TREASURY.search(led_by(text, start, 80) + followed_by(text, end, 80)):
            continue
        yield Hit(Kind.ACCOUNT, start, end)
