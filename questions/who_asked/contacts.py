"""The asker's telephone number, e-mail address and other numbers in a text, in any grouping and spelling. Pure."""

import re
from collections.abc import Iterator

from vietnamese.spelling import small
from workflows.content_guard.detectors.email_addresses import AT_SIGN, DOT_SIGN
from workflows.content_guard.detectors.phones import national, opening
from workflows.content_guard.digit_runs import in_digits, runs_of

FEWEST_DIGITS = 6
_CODES = ("", "0", "84", "840", "0084")
FEWEST_LETTERS = 5  # of the part before the «@» that stands for the whole


def find_phone(text: str, phone: str) -> Iterator[tuple[int, int]]:
    """Wherever the number stands, with the country's code or without, and without its first nought."""
    own = national(phone).removeprefix("84").removeprefix("0")
    if len(own) < FEWEST_DIGITS - 1 or len(re.sub(r"\D", "", phone)) < FEWEST_DIGITS:
        return
    for start, end in find_digits(text, {code + own for code in _CODES}):
        yield start - len(opening(text, start)), end


def find_digits(text: str, numbers: set[str]) -> Iterator[tuple[int, int]]:
    """Wherever one of these numbers stands, in any groups."""
    lengths = {len(number) for number in numbers}
    if not lengths:
        return
    in_one_line = in_digits(small(text)).replace("\n", " ")  # a number may go on there, and it is known
    for run in runs_of(in_one_line, min(lengths)):
        beyond = 0
        for piece in run.pieces(lengths):
            if piece.first >= beyond and piece.digits in numbers:
                beyond = piece.last
                yield piece.start, piece.end


def find_email(text: str, email: str) -> Iterator[tuple[int, int]]:
    """The address, and the part before its «@» alone where that is nobody else's by chance."""
    local, _at, domain = small(email.strip()).partition("@")
    if len(local) + len(domain) < 2:
        return
    first = r"\s?".join(map(re.escape, re.findall(r"[^.]+|\.", local)))
    second = DOT_SIGN.join(map(re.escape, domain.split("."))) if domain else ""
    provider = re.escape(domain.split(".")[0]) if domain else ""
    whole = rf"{first}{AT_SIGN}(?:{second}|{provider})" if domain else first
    alone = (
        rf"|{first}(?:\s{provider})?"
        if len(local) >= FEWEST_LETTERS and re.search(r"[\d._]", local) and re.search(r"[a-z]", local)
        else ""
    )
    for match in re.finditer(rf"(?<![\w.+-])(?:{whole}{alone})(?!\w)", small(text)):
        yield match.span()
