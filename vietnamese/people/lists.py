"""The lists of `surnames.txt`, `surnames_of_peoples.txt` and `given_names.txt`, and whether a word as somebody typed it stands in one. Pure."""

from pathlib import Path

from vietnamese.spelling import bare, has_marks, placed


def _read(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


_SURNAMES, _GIVEN_NAMES = _read("surnames.txt") + _read("surnames_of_peoples.txt"), _read("given_names.txt")
SURNAMES, GIVEN_NAMES = frozenset(map(placed, _SURNAMES)), frozenset(map(placed, _GIVEN_NAMES))
BARE_SURNAMES, BARE_GIVEN_NAMES = frozenset(map(bare, _SURNAMES)), frozenset(map(bare, _GIVEN_NAMES))
# Six of seven people have one of these; typed small and without marks, only they are told from other words.
COMMON_SURNAMES = frozenset({
    "nguyen", "tran", "le", "pham", "vo", "huynh", "phan", "bui", "hoang", "vu", "truong", "do", "dang", "ho", "ngo", "duong", "doan", "dinh",
    "trinh", "dao", "luong", "luu", "lam",
})  # fmt: skip


def is_surname(word: str) -> bool:
    return placed(word) in SURNAMES if has_marks(word) else bare(word) in BARE_SURNAMES


def is_given_name(word: str) -> bool:
    """Whether it may stand in a name behind the surname; middle names are given names of others, or surnames."""
    return placed(word) in GIVEN_NAMES if has_marks(word) else bare(word) in BARE_GIVEN_NAMES


def is_part(word: str) -> bool:
    """Whether it may stand in a name at all."""
    return is_given_name(word) or is_surname(word) or bare(word) in ("thi", "van")
