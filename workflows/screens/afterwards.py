"""Reads for the screens about the time after publication: reports of mistakes, spot checks, proposals to withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Min, Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from workflows.charter.after_publication import mistakes_of
from workflows.gate import acting_for, corrections
from workflows.models.board import Board, Member, names_of
from workflows.models.decision import Decision
from workflows.models.mistake import OPEN_STATES, MistakeReport
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.models.spot_check import SpotCheck
from workflows.rules.act import Act

SHOWN = 10


@dataclass
class Afterwards:
    """What the desk says about one board."""

    board: Board
    open_reports: int = 0
    next_due: Any = None
    proposals: list[Decision] = field(default_factory=list)


def reports_of(board: Board, state: str = "") -> QuerySet[MistakeReport]:
    """A board's reports: what is open first, by due moment, then what was answered last; narrowed to a state."""
    found = MistakeReport.objects.filter(board=board).with_page()
    if state:
        found = found.filter(state=state)
    is_open = Q(state__in=OPEN_STATES)
    return found.annotate(open=is_open).order_by("-open", F("clock__due_at").asc(), "pk")


def checks_of(board: Board) -> QuerySet[SpotCheck]:
    """A board's spot checks: what is not done first."""
    found = SpotCheck.objects.filter(board=board).select_related("page", "member__user", "clock", "report")
    return found.annotate(waits=Q(outcome="")).order_by("-waits", "-drawn_at", "pk")


def figures_of(board: Board) -> list[dict[str, Any]]:
    """Of the last periods: how many items were drawn, found right, found wrong, not looked at yet. One query."""
    rows = SpotCheck.objects.filter(board=board).order_by().values("period").annotate(
        drawn=Count("pk"),
        right=Count("pk", filter=Q(outcome=SpotCheck.RIGHT)),
        mistakes=Count("pk", filter=Q(outcome=SpotCheck.MISTAKE)),
        waiting=Count("pk", filter=Q(outcome="")),
    )  # fmt: skip
    return [dict(row) for row in rows.order_by("-period")[:SHOWN]]


def of_person(user: SomeUser, seats: Sequence[Member]) -> dict[str, Any]:
    """What the desk shows: open reports and proposals of the boards where this person decides on them, and what is given to them."""
    keys = [seat.pk for seat in seats]
    given = MistakeReport.objects.open().filter(handler__in=keys).select_related("page", "clock", "board")
    checks = SpotCheck.objects.filter(member__in=keys, outcome="").select_related("page", "clock", "board")
    return {
        "boards": [shown for board in _boards(seats) if (shown := _of_board(user, board, seats))],
        "given": list(given.order_by("clock__due_at", "pk")[:SHOWN]),
        "checks": list(checks.order_by("drawn_at", "pk")[:SHOWN]),
    }


def _boards(seats: Sequence[Member]) -> list[Board]:
    return list({seat.board_id: seat.board for seat in seats}.values())


def _of_board(user: SomeUser, board: Board, seats: Sequence[Member]) -> Afterwards | None:
    roles = names_of(seat for seat in seats if seat.board_id == board.pk)
    shown = Afterwards(board)
    if roles & set(mistakes_of(board.rules).handled_by):
        waiting = MistakeReport.objects.open().filter(board=board).aggregate(n=Count("pk"), due=Min("clock__due_at"))
        shown.open_reports, shown.next_due = waiting["n"], waiting["due"]
    shown.proposals = _proposals_to_answer(user, board)
    return shown if shown.open_reports or shown.proposals else None


def _proposals_to_answer(user: SomeUser, board: Board) -> list[Decision]:
    """Those to withdraw something that this person may withdraw, under a deed too, which may not be about all of them."""
    ground = acting_for.for_board(user, board, Act.WITHDRAW, board.rules.withdrawal.who)
    if ground is None:
        return []
    proposals = corrections.open_proposals(board)
    if ground.deed is None:
        return list(proposals[:SHOWN])
    own = (each for each in proposals.iterator() if each.page and acting_for.to_withdraw(user, board, each.page))
    return list(islice(own, SHOWN))


def of_item(page: ReviewedPage, draft: ReviewedPage) -> dict[str, Any]:
    """For the review file: a proposal that waits, what citizens reported, what is told as corrected and what would be.

    No query for an item that was never public.
    """
    if page.first_published_at is None:
        return {}
    reports = MistakeReport.objects.filter(page=page.pk).select_related("clock", "board").order_by("-pk")
    return {
        "proposal": corrections.open_proposal(page),
        "reports": list(reports[:SHOWN]),
        "note": corrections.note_in(page, draft),
        "corrections": list(corrections.corrections_of(page)[:SHOWN]),
        "notice": corrections.notice_of(page),
        "linked_from": _still_linked_from(page),
    }


def _still_linked_from(page: ReviewedPage) -> list[Page]:
    """The public pages that lead to one that is public no longer."""
    if page.live:
        return []
    kinds = ContentType.objects.get_for_models(Page, type(page)).values()
    naming = ReferenceIndex.objects.filter(to_content_type__in=kinds, to_object_id=str(page.pk)).values("object_id")
    keys = naming.filter(base_content_type=ContentType.objects.get_for_model(Page)).values_list("object_id", flat=True)
    return list(Page.objects.filter(pk__in=[int(key) for key in keys], live=True).order_by("title")[:SHOWN])
