"""Numbers of identity cards: twelve digits (CCCD, số định danh cá nhân), nine digits where the text says that it is one (CMND). Pure.

The twelve digits are three for the province or country of birth, one for sex and century (0-3 for those born since 1900), two for the
year of birth and six by chance: NĐ 137/2015/NĐ-CP Đ13, codes of provinces in TT 07/2016/TT-BCA (kept after the mergers of 2025).
"""

from collections.abc import Iterator

from workflows.content_guard.detectors.number_words import named
from workflows.content_guard.digit_runs import Piece, Run
from workflows.content_guard.finding import Hit, Kind
from workflows.content_guard.reading import Read
from workflows.content_guard.surroundings import is_amount

LENGTHS = frozenset({9, 12})
PROVINCES = frozenset({
    "001", "002", "004", "006", "008", "010", "011", "012", "014", "015", "017", "019", "020", "022", "024", "025", "026", "027", "030", "031",
    "033", "034", "035", "036", "037", "038", "040", "042", "044", "045", "046", "048", "049", "051", "052", "054", "056", "058", "060", "062",
    "064", "066", "067", "068", "070", "072", "074", "075", "077", "079", "080", "082", "083", "084", "086", "087", "089", "091", "092", "093",
    "094", "095", "096",
})  # fmt: skip


def find(read: Read) -> Iterator[Hit]:
    for run in read.runs:
        beyond = 0
        for piece in run.pieces(LENGTHS, lambda at: _begins(read.small, at)):
            if piece.first >= beyond and _is_card(read.small, run, piece):
                beyond = piece.last
                yield Hit(Kind.IDENTITY, piece.start, piece.end)


def _begins(text: str, at: int) -> bool:
    return text[at] in "0o" or named(text, at) is Kind.IDENTITY


def _is_card(text: str, run: Run, piece: Piece) -> bool:
    if run.is_decimal(piece):
        return False
    if named(text, piece.start) is Kind.IDENTITY:
        return not is_amount(text, piece.end) or (len(piece.digits) == 12 and is_possible(piece.digits))
    stands_well = len(piece.groups) == 1 or (piece.is_whole and min(piece.groups) > 1 and piece.groups[0] > 2)
    return (
        stands_well and is_possible(piece.digits) and not is_amount(text, piece.end) and not _is_in_a_code(text, piece)
    )


def is_possible(digits: str) -> bool:
    """Whether twelve digits are built as those of a card are."""
    return len(digits) == 12 and digits[:3] in PROVINCES and digits[3] in "0123" and len(set(digits[6:])) > 1


def _is_in_a_code(text: str, piece: Piece) -> bool:
    before, after = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
    return before in tuple("+-/.,") or after == "/" or before.isalpha() or after.isalpha()
