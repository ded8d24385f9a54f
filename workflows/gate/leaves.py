"""The gate of leaves: it gathers the facts about a person and a leave, and asks `rules/leaves.py`; and who is on leave now."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from workflows.models.board import Member
from workflows.models.leave import Leave
from workflows.models.some_user import SomeUser
from workflows.rules import leaves as leave_rules
from workflows.rules.leaves import LeaveAct, LeaveFacts, Stating
from workflows.rules.refusal import Refusal, Refused


@dataclass(frozen=True)
class Said:
    """What somebody states: whose seat, from when, until when."""

    member: Member
    starts_at: datetime.datetime
    ends_at: datetime.datetime


def ask(user: SomeUser, act: LeaveAct, leave: Said | Leave, reason: str = "") -> Refusal | None:
    """Why this person may not do this now; None where they may. STATE is about what is `Said`, END about one that stands."""
    return leave_rules.may(act, _facts(user, leave, Member.objects.secretary_of(user), reason))


def require(user: SomeUser, act: LeaveAct, leave: Said | Leave, reason: str) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, leave, reason):
        raise Refused(refusal)


def may_end(user: SomeUser, leaves: Iterable[Leave]) -> set[int]:
    """The keys of those that a screen lets this person end, before anything is typed. One query."""
    secretary_of = Member.objects.secretary_of(user)
    return {each.pk for each in leaves if leave_rules.may(LeaveAct.END, _facts(user, each, secretary_of, "-")) is None}


def on_leave(members: Iterable[Member], at: datetime.datetime | None = None) -> dict[int, Leave]:
    """By seat: the leave on which its person is now, or will be at a later moment, on whichever of their seats it was stated. One that the
    ledger does not bear out is none. One query."""
    seats = list(members)
    found = Leave.objects.in_force(at).filter(user__in=[seat.user_id for seat in seats if seat.user_id])
    by_person = {
        (leave.board_id, leave.user_id): leave for leave in found.select_related("stated") if leave.is_as_stated
    }
    known = {seat.pk: by_person.get((seat.board_id, seat.user_id or 0)) for seat in seats}
    return {seat: leave for seat, leave in known.items() if leave is not None}


def away_until(members: Iterable[Member]) -> dict[int, datetime.datetime]:
    """By seat: until when its person is away; those who are not are left out. One query."""
    return {seat: leave.ends_at for seat, leave in on_leave(members).items()}


def _facts(user: SomeUser, leave: Said | Leave, secretary_of: set[int], reason: str) -> LeaveFacts:
    member = leave.member
    is_theirs = member.user_id == user.pk and member.is_active
    known = LeaveFacts(is_own=is_theirs, is_secretary=member.board_id in secretary_of, reason=reason.strip())
    if isinstance(leave, Said):
        return replace(known, stating=_stating(leave))
    return replace(known, is_own=is_theirs and leave.user_id == user.pk, state=leave.state)


def _stating(said: Said) -> Stating:
    member = said.member
    overlapping = Leave.objects.open().filter(
        board=member.board_id, user=member.user_id, starts_at__lt=said.ends_at, ends_at__gt=said.starts_at
    )
    other = overlapping.first()
    return Stating(
        has_person=member.is_active and member.user is not None and member.user.is_active,
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        now=timezone.now(),
        other=other.period if other else "",
    )
