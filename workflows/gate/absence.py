"""Who of those who could pass a step is there: not on leave, with an account that is open. Reads only (0042)."""

from collections.abc import Collection

from workflows.gate import four_eyes
from workflows.gate.acting_for import stand_ins
from workflows.gate.leaves import on_leave
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.leave import Leave


def others_there(state: StepState, people: Collection[int | None] = ()) -> list[Member]:
    """Who could pass this step without an exception and is there: on their own seat, or under a deed of one of those.

    `people` are those who would pass it while the others are away: nobody is away by what one of them stated of somebody else.
    """
    free = [member for member in four_eyes.without_exception(state) if member.user_id not in people]
    lent = [deed.receiver for deed in stand_ins(state, free)]
    saw_it = four_eyes.decided_elsewhere(state) | (set() if state.task.specific.author_may else state.authors)
    could = {member.user_id: member for member in (*free, *(seat for seat in lent if seat.user_id not in saw_it))}
    seats = [member for user, member in could.items() if user not in people and member.user and member.user.is_active]
    leaves = on_leave(seats)
    return [member for member in seats if not _is_away(leaves.get(member.pk), people)]


def _is_away(leave: Leave | None, people: Collection[int | None]) -> bool:
    return leave is not None and (leave.stated.user == leave.user_id or leave.stated.user not in people)
