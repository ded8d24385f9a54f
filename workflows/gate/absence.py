"""Who of those who could pass a step is there: not on leave, with an account that is open. Reads only (0042)."""

from collections.abc import Collection

from workflows.gate import four_eyes
from workflows.gate.acting_for import stand_ins
from workflows.gate.leaves import on_leave
from workflows.models.account_incident import AccountIncident
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.leave import Leave


def others_there(state: StepState, people: Collection[int | None] = ()) -> list[Member]:
    """Who could pass this step without an exception and is there: on their own seat, or under a deed of one of those.

    `people` are those who would pass it while the others are away: nobody is away by what one of them stated of somebody else,
    or by an account that only they reported as in foreign hands.
    """
    free = [member for member in four_eyes.without_exception(state) if member.user_id not in people]
    lent = [deed.receiver for deed in stand_ins(state, free)]
    saw_it = four_eyes.decided_elsewhere(state) | (set() if state.task.specific.author_may else state.authors)
    could = {member.user_id: member for member in (*free, *(seat for seat in lent if seat.user_id not in saw_it))}
    others = [member for user, member in could.items() if user not in people and member.user]
    closed = {member.user_id for member in others if member.user and not member.user.is_active}
    closed -= _closed_by(people, closed)
    seats = [member for member in others if member.user_id not in closed]
    leaves = on_leave(seats)
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
