"""The rules page of a charter (bảng quy tắc): the whole charter as the software keeps it, to be read beside the paper one.

Who may do what is asked of the rules themselves (`gate/on_paper/`); the rest is the charter's values in words. No query is made.
"""

import datetime
from dataclasses import asdict, dataclass

from django.utils import timezone

from workflows.charter.schema import Charter
from workflows.digests.digest import sha256_of
from workflows.models.board import Board
from workflows.screens.rules_page import chains, provisions, subjects
from workflows.screens.rules_page.table import Part, Tables


@dataclass(frozen=True)
class Version:
    """Which loading of the charter the page is about; none for a file that no board works by."""

    number: int | None = None
    loaded_at: datetime.datetime | None = None

    @classmethod
    def of(cls, board: Board) -> "Version":
        return cls(board.charter.number, board.charter.loaded_at) if board.charter else cls()


@dataclass(frozen=True)
class RulesPage:
    """`reasons`: the sentences of the refusals, in the order of their numbers."""

    board: str
    charter: str
    parts: tuple[Part, ...]
    reasons: tuple[str, ...]
    end: tuple[str, ...]


def rules_page(rules: Charter, version: Version) -> RulesPage:
    tables = Tables(rules)
    parts = (
        provisions.seats(rules),
        *chains.parts(tables),
        provisions.exceptions(rules),
        subjects.waiting(tables),
        subjects.public(tables),
        subjects.urgent(tables),
        subjects.voting(tables),
        subjects.deeds(tables),
        provisions.times(tables),
        provisions.checklist(rules),
        provisions.duties(rules),
    )
    deed = rules.charter
    number = f", số {deed.number}" if deed.number else ""
    return RulesPage(
        board=rules.board.name,
        charter=f"{deed.title}{number}, hiệu lực từ {deed.in_force_from:%d/%m/%Y}",
        parts=parts,
        reasons=tuple(tables.reasons.sentences),
        end=_end(rules, version, parts),
    )


def _end(rules: Charter, version: Version, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """By what the page is compared with one that was printed before."""
    loaded = "Tệp quy chế này chưa được nạp cho Ban nào"
    if version.number is not None and version.loaded_at is not None:
        loaded = f"Bản quy chế nạp lần {version.number}, ngày {timezone.localtime(version.loaded_at):%d/%m/%Y}"
    return (
        f"{loaded}. Dấu SHA-256 của quy chế: {sha256_of(rules.model_dump(mode='json'))}.",
        f"Dấu SHA-256 của các bảng trên trang này: {sha256_of([asdict(part) for part in parts])}.",
    )
