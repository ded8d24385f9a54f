"""Reads for the screens about tickets: a board's list, the desk, the public figures; one query more for each board of the person."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from questions.charter_values import CONFIDENTIAL, NEVER_PUBLIC, assigners, questions_of
from questions.models import CLOSED_STATES, OPEN_STATES, Ticket, TicketEvent, TicketState
from questions.models.ticket import TicketQuerySet
from questions.ticket_act import TicketAct
from workflows.models import Board, ItemClock, Member
from workflows.models.board import names_of
from workflows.models.some_user import SomeUser


def waiting(clock: ItemClock) -> list[Member]:
    """For whom a ticket waits: the member to whom it is given, else those who sort; one that is confidential, those who may read it."""
    ticket = Ticket.objects.filter(clock=clock).select_related("handler__user", "board__charter").first()
    if ticket is None:
        return []
    if ticket.handler:
        return [ticket.handler]
    rules = questions_of(ticket.board.rules)
    roles = rules.confidential_to if ticket.is_confidential else (*rules.triaged_by, *assigners(rules))
    return [seat for seat in ticket.board.seats if seat.is_named(roles) and seat.user_id]


def visible(board: Board, user: SomeUser) -> TicketQuerySet:
    """The tickets of a board that this person may read: as `ticket_rules.may_see` says of each. One query for the seats."""
    return visible_to(list(Member.objects.of_user(user).filter(board=board)), board)


def visible_to(seats: list[Member], board: Board) -> TicketQuerySet:
    """The same for the seats of one person on this board. No query."""
    roles, rules = names_of(seats), questions_of(board.rules)
    confidential = Q(kind__in=CONFIDENTIAL)
    seen = Q(pk__in=[])
    if roles & {*rules.triaged_by, *assigners(rules), *rules.answered_by}:
        seen |= ~confidential
    if roles & set(rules.confidential_to):
        seen |= confidential
    seen |= ~confidential & Q(handler__in=[seat.pk for seat in seats])
    return Ticket.objects.filter(seen, board=board)


def withheld(user: SomeUser) -> set[int]:
    """The emptied drafts of what is private or confidential, whose ticket this person may not read. One query where there are none."""
    secret = Ticket.objects.filter(Q(is_private=True) | Q(kind__in=NEVER_PUBLIC), discarded_draft__isnull=False)
    own = Member.objects.of_user(user).values("board")  # elsewhere nobody reads any
    boards = Board.objects.filter(tickets__in=secret, pk__in=own).with_charter().distinct()
    seen = [key for board in boards for key in visible(board, user).values_list("pk", flat=True)]
    return set(secret.exclude(pk__in=seen).values_list("discarded_draft", flat=True))


def on_desk(user: SomeUser) -> list[tuple[Board, int, Any]]:
    """For each board of this person where open tickets wait that they may read: how many, and the nearest due moment."""
    seats = list(Member.objects.of_user(user).select_related("board__charter"))
    lines = []
    for board in {seat.board_id: seat.board for seat in seats}.values():
        own = [seat for seat in seats if seat.board_id == board.pk]
        waits = visible_to(own, board).open().aggregate(n=Count("pk"), due=Min("clock__due_at"))
        if waits["n"]:
            lines.append((board, waits["n"], waits["due"]))
    return lines


def listed(tickets: TicketQuerySet) -> QuerySet[Any]:
    """What is open first, by due moment; then what is done, newest first; each with the sealed text of what was asked."""
    asked = TicketEvent.objects.filter(ticket=OuterRef("pk"), act=TicketAct.RECEIVE).order_by("pk").values("sealed")[:1]
    found: QuerySet[Any] = tickets.with_standing().select_related(
        "clock", "field", "unit", "handler__user", "board__charter"
    )
    found = found.defer("board__charter__content").annotate(asked=Subquery(asked), is_done=Q(state__in=CLOSED_STATES))
    return found.order_by("is_done", F("clock__due_at").asc(nulls_last=True), "-received_at", "-pk")


@dataclass(frozen=True)
class Figures:
    """Of one year, without kinds that are confidential: how many came, how they were answered, in how many days, how that was liked."""

    year: int
    received: int
    answered: int
    in_time: int
    late: int
    overdue: int
    open: int
    forwarded: int
    days: float | None
    rating: float | None
    rated: int


def figures(board: Board) -> list[Figures]:
    """Newest year first; what was refused as no question, withdrawn or merged is received and not answered. One query."""
    answered, now = Q(state=TicketState.ANSWERED), timezone.now()
    took = ExpressionWrapper(F("closed_at") - F("received_at"), output_field=DurationField())
    late = answered & Q(clock__due_at__lt=F("closed_at"))
    rows = (
        Ticket.objects.filter(board=board)
        .exclude(kind__in=CONFIDENTIAL)
        .exclude(state=TicketState.SPAM)
        .order_by()
        .values("year")
        .annotate(
            received=Count("pk"),
            answered=Count("pk", filter=answered),
            late=Count("pk", filter=late),
            overdue=Count("pk", filter=Q(state__in=OPEN_STATES, clock__due_at__lt=now)),
            open=Count("pk", filter=Q(state__in=OPEN_STATES)),
            forwarded=Count("pk", filter=Q(state=TicketState.FORWARDED)),
            took=Avg(took, filter=answered),
            liked=Avg("rating"),
            rated=Count("rating"),
        )
    )
    return [_figures(dict(row)) for row in rows.order_by("-year")]


def _figures(row: dict[str, Any]) -> Figures:
    took = row.pop("took")
    days = round(took.total_seconds() / 86400, 1) if took is not None else None
    liked = row.pop("liked")
    rating = round(liked, 1) if liked is not None else None
    return Figures(days=days, rating=rating, in_time=row["answered"] - row["late"], **row)
