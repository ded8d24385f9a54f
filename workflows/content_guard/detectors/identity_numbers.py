"""Numbers of identity cards: twelve digits (CCCD, số định danh cá nhân), nine digits where the text says that it is one (CMND). Pure.

The twelve digits are three for the province or country of birth, one for sex and century (0-3 for those born since 1900), two for the
year of birth and six by chance: NĐ 137/2015/NĐ-CP Đ13, codes of provinces in TT 07/2016/TT-BCA (kept after the mergers of 2025).
"""

import re
from collections.abc import Iterator

from workflows.content_guard.finding import Hit, Kind, digits_of, followed_by, led_by, matches

_GAP = r"[ .\-]?"
TWELVE = re.compile(rf"(?<![\d/.,\-+])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?![\d/]|[.,]\d)")
NINE = re.compile(rf"(?<![\d/.,\-+])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?![\d/]|[.,]\d)")
NAMED = re.compile(
    r"\b(?:cccd|cmnd|cmtnd|cmt|cmqđ|căn cước|chứng minh (?:nhân dân|thư|quân đội)|giấy chứng minh|số định danh|mã định danh)\b", re.I
)  # fmt: skip
_BROKEN_OFF = re.compile(r"[;!?]|\.\s")
AMOUNT = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|tỉ|người|lượt|m2|m²|ha\b|tấn|%)", re.I)
PROVINCES = frozenset(
    [
        "001",
        "002",
        "004",
        "006",
        "008",
        "010",
        "011",
        "012",
        "014",
        "015",
        "017",
        "019",
        "020",
        "022",
        "024",
        "025",
        "026",
        "027",
        "030",
        "031",
        "033",
        "034",
        "035",
        "036",
        "037",
        "038",
        "040",
        "042",
        "044",
        "045",
        "046",
        "048",
        "049",
        "051",
        "052",
        "054",
        "056",
        "058",
        "060",
        "062",
        "064",
        "066",
        "067",
        "068",
        "070",
        "072",
        "074",
        "075",
        "077",
        "079",
        "080",
        "082",
        "083",
        "084",
        "086",
        "087",
        "089",
        "091",
        "092",
        "093",
        "094",
        "095",
        "096",
    ]
)
NAMED_BEFORE = 45


def find(text: str) -> Iterator[Hit]:
    for start, end, words in matches(TWELVE, text):
        if _is_named(text, start) or (is_possible(digits_of(words)) and not AMOUNT.match(followed_by(text, end, 12))):
            yield Hit(Kind.IDENTITY, start, end)
    for start, end, _words in matches(NINE, text):
        if _is_named(text, start) and not AMOUNT.match(followed_by(text, end, 12)):
            yield Hit(Kind.IDENTITY, start, end)


def is_possible(digits: str) -> bool:
    """Whether twelve digits are built as those of a card are."""
    return digits[:3] in PROVINCES and digits[3] in "0123" and len(set(digits[6:])) > 1


def _is_named(text: str, start: int) -> bool:
    """Whether the words just before, in the same sentence, name a card."""
    before = _BROKEN_OFF.split(led_by(text, start, NAMED_BEFORE))[-1]
    return NAMED.search(before) is not None
