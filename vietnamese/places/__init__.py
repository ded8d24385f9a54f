"""Names of places: a list (facts, with its sources in its first lines), and the words behind which a name is one. Pure."""

import re
from pathlib import Path

from vietnamese.spelling import bare

PROVINCES = frozenset(
    line.strip().lower()
    for line in (Path(__file__).parent / "provinces.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
)
_BEHIND = re.compile(
    r"(?<!\w)(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tp\.?|tinh|ubnd|so|bo|chi cuc|truong|tac xa|htx)\s$"
)
_WORDS_BEFORE = 24  # letters


def is_behind_a_place_word(text: str, start: int) -> bool:
    """Whether what begins here is the name of a commune, an office, a school: «xã», «Sở», «trường» … stands before it, with marks or without."""
    return _BEHIND.search(bare(text[max(0, start - _WORDS_BEFORE) : start])) is not None
