"""Reads for the screens that show clocks: of an item, of a board, of a person."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from workflows.models.board import Board, Member
from workflows.models.item_clock import ItemClock
from workflows.models.some_user import SomeUser
from workflows.rules.clocks import KEEPERS

SHOWN = 30
SHOWN_ON_DESK = 10


def of_item(page: Page) -> list[ItemClock]:
    """Its clocks, those that run first, then what was kept or missed. One query."""
    return list(
        ItemClock.objects.filter(page=page).order_by(F("stopped_at").desc(nulls_first=True), "due_at", "pk")[:SHOWN]
    )


def of_board(board: Board) -> list[ItemClock]:
    """What runs for the items of a board, the most pressing first. One query."""
    clocks = board.clocks.running().exclude(page=None).select_related("page")
    return list(clocks.most_pressing_first()[:SHOWN])


def since_publication(board: Board) -> list[dict[str, Any]]:
    """The clocks of the board itself, with the days since its last publication (R73)."""
    today = timezone.localdate()
    return [
        {"clock": clock, "days": (today - timezone.localdate(clock.started_at)).days}
        for clock in board.clocks.running().filter(page=None, starts="publication").most_pressing_first()
    ]


def of_person(user: SomeUser, seats: Sequence[Member]) -> list[ItemClock]:
    """What runs for this person's own items; for those who keep a board's clocks also what is late or near there. One query."""
    kept = [seat.board_id for seat in seats if seat.role in KEEPERS]
    pressing = Q(board__in=kept, soon_at__lte=timezone.now()) & ~Q(starts="ticket")  # those have their own list
    clocks: QuerySet[ItemClock] = ItemClock.objects.running().filter(Q(page__owner=user) | pressing)
    return list(clocks.select_related("page", "board").order_by(F("due_at").asc(nulls_last=True), "pk")[:SHOWN_ON_DESK])
