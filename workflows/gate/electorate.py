"""Who is asked in a vote or consultation, and for which seats a person may send a ballot. Reads only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from workflows.charter.words import HELPING, StepKind
from workflows.models.board import Board
from workflows.models.chain import StepState, holders
from workflows.models.consultation import Ballot, Consultation, Elector
from workflows.models.delegation import Delegation
from workflows.models.some_user import SomeUser
from workflows.rules.votes import rule_of


def authors_of(state: StepState) -> set[int]:
    """The accounts that wrote any part of what is judged at this step: they have an opinion on it, and no vote."""
    return state.authors


def electors_of(board: Board, roles: Iterable[str], authors: Collection[int] = ()) -> list[Elector]:
    """Who would be asked now, not saved: one per person, on the first of their seats; nobody for whoever only helps the board."""
    seats = (
        holders(board, roles)
        .exclude(role__in=HELPING)
        .filter(user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    first = {seat.user_id: seat for seat in reversed(seats)}
    return [
        Elector(
            member=seat,
            user=seat.user,
            person=seat.person_name[:300],
            capacity=seat.role_title[:300],
            role=seat.role,
            has_vote=seat.user_id not in authors,
        )
        for seat in sorted(first.values(), key=lambda seat: seat.pk)
    ]


def voters_at(state: StepState) -> list[Elector]:
    """Who would be asked at this step."""
    roles = state.task.specific.roles if state.kind == StepKind.VOTE else rule_of(state.board.rules).voters
    return electors_of(state.board, roles, authors_of(state))


@dataclass(frozen=True)
class Seat:
    """A seat for which a person may send a ballot, and the deed under which they do it for somebody else."""

    elector: Elector
    deed: Delegation | None

    @property
    def ballot(self) -> Ballot | None:
        return self.elector.ballot


def seats_of(user: SomeUser, consultation: Consultation) -> list[Seat]:
    """The own seat, and those of whoever lent this person their vote (R91)."""
    lent = {
        (deed.giver_id, deed.giver_user_id): deed
        for deed in Delegation.objects.received_by(user).filter(board=consultation.board_id)
        if deed.covers_vote(consultation.step)
    }
    seats = []
    for each in consultation.electors.all():
        deed = lent.get((each.member_id, each.user_id))
        if each.user_id == user.pk:
            deed = None
        elif deed is None or not each.has_vote:
            continue
        seats.append(Seat(each, deed))
    return sorted(seats, key=lambda seat: seat.deed is not None)


def seat_of(user: SomeUser, consultation: Consultation, elector: int) -> Seat | None:
    """The one of them with this elector's key."""
    return next((seat for seat in seats_of(user, consultation) if seat.elector.pk == elector), None)
