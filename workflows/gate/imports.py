"""The gate of imports: it gathers the facts about a person, a board and an archive, and asks `rules/imports.py`."""

from django.utils import timezone

from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.rules import imports as import_rules
from workflows.rules.act import Act
from workflows.rules.imports import OPEN_FOR, ImportAct, ImportFacts
from workflows.rules.incidents import LEADING
from workflows.rules.refusal import Refusal, Refused


def ask(user: SomeUser | None, act: ImportAct, board: Board, sha256: str) -> Refusal | None:
    """Why this person may not open an import, or why nobody takes the archive over now; None where they may."""
    return import_rules.may(act, _facts(user, board, sha256))


def require(user: SomeUser | None, act: ImportAct, board: Board, sha256: str) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, board, sha256):
        raise Refused(refusal)


def leads(user: SomeUser, board: Board) -> bool:
    return Member.objects.of_user(user).filter(board=board, role__in=LEADING).exists()


def _facts(user: SomeUser | None, board: Board, sha256: str) -> ImportFacts:
    since = timezone.now() - OPEN_FOR
    opened = Decision.objects.filter(board=board, act=Act.OPEN_IMPORT, digest=sha256, at__gte=since)
    return ImportFacts(leads=user is not None and leads(user, board), sha256=sha256, is_open=opened.exists())
