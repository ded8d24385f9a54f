"""Letters about what was posted at once, and about its confirmation."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model

from workflows.charter.words import RoleKey
from workflows.clocks.sentence import day_and_time
from workflows.gate.emergencies import taking_back
from workflows.letters.writing import last_row, send
from workflows.models.decision import Decision
from workflows.models.delegation import Delegation
from workflows.models.item_clock import ItemClock
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act


def posted_urgently(page: ReviewedPage, posting: Decision, running: ItemClock) -> None:
    """To those who may confirm it or take it down, its owner and the board's secretaries: it is public, and until when it stays so."""
    context = {
        "decision": posting,
        "due_at": day_and_time(running.due_at) if running.due_at else "",
        "url": page.full_url,
    }
    send("posted_urgently", page, [*_concerned(page), page.owner], **context)


def affirmed(page: ReviewedPage) -> None:
    """To whoever posted it in an emergency, and its owner."""
    send("affirmed", page, [page.owner, *_posters(page)], decision=last_row(page))


def lapsed(page: ReviewedPage, posting: Decision) -> None:
    """To whoever posted it, its owner, those who could have confirmed it or taken it down, and the secretaries: it has come down."""
    send("lapsed", page, [*_concerned(page), page.owner, *_posters(page)], posting=posting, decision=last_row(page))


def taken_back(page: ReviewedPage, posting: Decision) -> None:
    """To the same: somebody has taken it down instead of confirming it."""
    send("taken_back", page, [*_concerned(page), page.owner, *_posters(page)], posting=posting, decision=last_row(page))


def _concerned(page: ReviewedPage) -> list[Any]:
    board, roles = page.own_board, taking_back(page)
    deeds = Delegation.objects.in_force().lent_by(roles).filter(board=board).select_related("receiver__user")
    standing_in = [deed.receiver.user for deed in deeds if Act.APPROVE in deed.acts and deed.is_about(page)]
    seated = [seat.user for seat in board.seats if seat.is_named({*roles, RoleKey.SECRETARY})]
    return [*seated, *standing_in]


def _posters(page: ReviewedPage) -> Iterable[Any]:
    rows = Decision.objects.filter(page_id=page.pk, act=Act.URGENT).exclude(user=None)
    return get_user_model().objects.filter(pk__in=rows.values("user"))
