"""What stands around a place of a text: the words by which detectors decide. Pure."""

import re

from vietnamese.spelling import loosely

FIRST_PERSON = re.compile(
    loosely(
        r"(?<!\w)(?:tôi|tui|(?<!trẻ )(?<!tre )(?<!các )em(?! học sinh)|cháu|con tôi|nhà (?:con|mình|em|tôi)|chúng tôi|chúng em)(?!\w)"
    )
)
_BROKEN_OFF = re.compile(r"[;!?]|(?<!\bno)\.\s", re.I)
_IN_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_AMOUNT = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|tỉ|người|lượt|m2|m²|ha\b|tấn|%)", re.I)


def led_by(text: str, start: int, width: int) -> str:
    """Up to `width` characters before a place, not beyond the beginning of its line."""
    before = text[max(0, start - width) : start]
    return before[before.rfind("\n") + 1 :]


def followed_by(text: str, end: int, width: int) -> str:
    """Up to `width` characters after a place, not beyond the end of its line."""
    return text[end : end + width].split("\n", 1)[0]


def words_before(text: str, start: int, width: int) -> str:
    """The same before it, not beyond the beginning of its sentence."""
    return _BROKEN_OFF.split(led_by(text, start, width))[-1]


def is_hotline(digits: str) -> bool:
    """Whether it is a number that many dial: «1900 …», «1800 …»."""
    return digits.startswith(("1800", "1900"))


def is_in_thousands(words: str) -> bool:
    """Whether digits are written as sums of money are: «8.250.000.000»."""
    return _IN_THOUSANDS.fullmatch(words) is not None


def is_amount(text: str, end: int) -> bool:
    """Whether what follows says that this is how much or how many."""
    return _AMOUNT.match(followed_by(text, end, 12)) is not None
