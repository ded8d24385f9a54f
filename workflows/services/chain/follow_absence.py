"""For whom a step waits follows who is there, where the charter lets somebody pass it while the others are away (0042).

What decides is the gate, at the moment of the act; this keeps the lists and tells people.
"""

from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import TaskState

from workflows.gate import absence, appointments, four_eyes
from workflows.letters import chain as chain_letters
from workflows.models.appointment import Appointment
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.services.locking import lock_step


def let_in(state: StepState) -> list[Member]:
    """Who is added to those for whom this step waits, now that nobody else is there."""
    if not state.board.rules.exceptions_of_absence:
        return []
    known = set(state.entitled.values_list("pk", flat=True))
    new = [member for member in four_eyes.on_exception(None, state) if member.pk not in known]
    added = [member for member in new if not _others_there(state, member)]
    state.entitled.add(*added)
    return added


def follow_after_commit(board: Board) -> None:
    """`follow`, once what is written now stands: an act locks its run before the board, and who writes a leave has the board already."""
    transaction.on_commit(partial(follow, board), robust=True)


def tell_of_moments_after_commit(back: Member) -> None:
    """Somebody is back before others reckoned with it: of each moment of posting that rests on it, its people are told now and not when it fails."""
    transaction.on_commit(partial(_tell_of_moments, back), robust=True)


def _tell_of_moments(back: Member) -> None:
    if not back.board.rules.exceptions_of_absence:
        return
    standing = Appointment.objects.whole().filter(step__board=back.board_id, at__gt=timezone.now())
    for held in standing.select_related("decision__delegation", "step__board__charter", "step__revision"):
        if back.user_id in {member.user_id for member in appointments.others_at(held)}:
            chain_letters.moment_not_to_be_kept(held, back)


def follow(board: Board) -> int:
    """Every open step of the board waits for whom it should now; returns how many changed."""
    if not board.rules.exceptions_of_absence:
        return 0
    open_steps = StepState.objects.filter(board=board, status=TaskState.STATUS_IN_PROGRESS)
    return sum(_follow(state) for state in open_steps.order_by("workflow_state"))


def follow_all() -> int:
    """The same for every board with open steps: leaves begin and end, accounts close and open. For the worker, each hour."""
    is_open = Exists(StepState.objects.filter(board=OuterRef("pk"), status=TaskState.STATUS_IN_PROGRESS))
    return sum(follow(board) for board in Board.objects.with_charter().filter(is_open))


@transaction.atomic
def _follow(state: StepState) -> bool:
    state = lock_step(state)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    if added := let_in(state):
        chain_letters.step_waits(state, added)
    waiting = set(state.entitled.values_list("pk", flat=True))
    known = [member for member in four_eyes.on_exception(None, state) if member.pk in waiting]
    left = {member.pk for member in known if _others_there(state, member)}
    is_left_out = bool(left and waiting - left)
    if is_left_out:
        state.entitled.remove(*left)
    return bool(added) or is_left_out


def _others_there(state: StepState, member: Member) -> bool:
    """As the gate asks it of this person."""
    return bool(absence.others_there(state, {member.user_id}))
