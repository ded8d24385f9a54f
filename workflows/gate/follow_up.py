"""Reports of mistakes, spot checks and citizens' questions as what they have in common: for whom each waits, which screen shows it, what the ledger has of it."""

from collections.abc import Callable
from typing import Any

from workflows.charter.after_publication import mistakes_of
from workflows.ledger import ledger
from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.models.item_clock import ItemClock
from workflows.models.mistake import MistakeReport
from workflows.models.spot_check import SpotCheck

SCREENS = {"mistake": "mistakes", "check": "spot_checks"}  # by what started the clock: the name of the screen
KINDS: tuple[type[MistakeReport] | type[SpotCheck], ...] = (MistakeReport, SpotCheck)
KINDS_OF_OTHERS: list[
    type[Any]
] = []  # kinds that applications above this one bring along: verified like these, guarded by themselves
_WAITING: dict[str, Callable[[ItemClock], list[Member]]] = {}


def register_kind(kind: type[Any], starts: str, screen: str, waiting: Callable[[ItemClock], list[Member]]) -> None:
    """An application above adds what it follows: its model, what starts its clocks, the screen that shows them, for whom each waits.

    The model has `board`, `ledger_act`, `ledger_title` and `digest`, as reports of mistakes have; its rows in the ledger name no page.
    """
    register_verified(kind)
    SCREENS[starts] = screen
    _WAITING[starts] = waiting


def register_verified(kind: type[Any]) -> None:
    """The same for a model that no clock follows: it is only verified."""
    KINDS_OF_OTHERS.append(kind)


def waiting(clock: ItemClock) -> list[Member]:
    """The member to whom a report or a check is given; for a report that is nobody's yet, all who handle them."""
    if clock.starts in _WAITING:
        return _WAITING[clock.starts](clock)
    check = SpotCheck.objects.filter(clock=clock).select_related("member__user").first()
    if check:
        return [check.member]
    report = MistakeReport.objects.filter(clock=clock).select_related("handler__user").first()
    if report and report.handler:
        return [report.handler]
    return handlers(clock.board)


def handlers(board: Board) -> list[Member]:
    """The seats that handle what citizens report."""
    roles = mistakes_of(board.rules).handled_by
    return list(board.members.active().named(roles).exclude(user=None).select_related("user").order_by("pk"))


def record(followed: MistakeReport | SpotCheck, actor: ledger.Actor, comment: str) -> Decision:
    """Write what it says from now on into the ledger; the caller saves it afterwards, in the same transaction."""
    return ledger.write(
        followed.board,
        followed.ledger_act,
        actor,
        page_id=followed.page_id,
        title=followed.ledger_title,
        digest=followed.digest,
        comment=comment,
    )


def is_borne_out(followed: MistakeReport | SpotCheck) -> bool:
    """Whether the ledger's last row about it says what it says."""
    rows = Decision.objects.filter(page=followed.page_id, act=followed.ledger_act, title=followed.ledger_title)
    last = rows.order_by("-number").values_list("digest", flat=True).first()
    return last == followed.digest
