"""Who of those who could pass a step is there: not on leave, with an account that is open. Reads only (0042)."""

import datetime
from collections.abc import Collection

from workflows.gate import four_eyes
from workflows.gate.acting_for import stand_ins
from workflows.gate.leaves import on_leave
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.leave import Leave


def others_before(
    state: StepState, people: Collection[int | None], at: datetime.datetime | None = None
) -> list[Member]:
    """Who comes before these people at this step: who of the others is there, where these would pass it on an exception for the absence
    of those; nobody where they would not."""
    for_absence = state.board.rules.exceptions_of_absence
    if not for_absence:
        return []
    is_author = not state.authors.isdisjoint(people)
    is_at_another = not four_eyes.decided_elsewhere(state).isdisjoint(people)
    asked = four_eyes.needed(state, is_author=is_author, is_at_another=is_at_another)
    return others_there(state, people, at) if asked & for_absence else []


def others_there(
    state: StepState, people: Collection[int | None] = (), at: datetime.datetime | None = None
) -> list[Member]:
    """Who could pass this step without an exception and is there: on their own seat, or under a deed of one of those; now, or by the
    leaves and deeds known now at a later moment.

    `people` are those who would pass it while the others are away: nobody is away by what one of them stated of somebody else,
    or by an account that only they reported as in foreign hands.
    """
    free = [member for member in four_eyes.without_exception(state) if member.user_id not in people]
    lent = [deed.receiver for deed in stand_ins(state, free, at)]
    could = {member.user_id: member for member in (*free, *lent)}
    others = [member for user, member in could.items() if user not in people and member.user]
    closed = {member.user_id for member in others if member.user and not member.user.is_active}
    closed -= _closed_by(people, closed)
    seats = [member for member in others if member.user_id not in closed]
    leaves = on_leave(seats, at)
    return [member for member in seats if not _is_away(leaves.get(member.pk), people)]


def _closed_by(people: Collection[int | None], closed: Collection[int | None]) -> set[int]:
    """Which of these accounts are closed by reports of these people alone."""
    if not people or not closed:
        return set()
    open_ones = AccountIncident.objects.filter(user__in=closed, reopened=None)
    reports = set(open_ones.values_list("user", "report__user"))
    return {user for user, _by in reports} - {user for user, by in reports if by not in people}


def _is_away(leave: Leave | None, people: Collection[int | None]) -> bool:
    return leave is not None and (leave.stated.user == leave.user_id or leave.stated.user not in people)
