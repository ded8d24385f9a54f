"""After a changed charter: steps whose members have all left the board, or lost the role, wait for those who hold their roles now.

There are some: a charter that leaves a step to nobody is not loaded (`services/board/served.py`).
"""

from wagtail.models import TaskState

from workflows.letters import chain as chain_letters
from workflows.models.board import Board
from workflows.models.chain import StepState, holders, in_charge
from workflows.services.chain.start_step import entitled_members


def reroute(board: Board) -> int:
    """Give every open step of the board somebody to wait for; returns how many changed hands."""
    moved = 0
    for state in StepState.objects.filter(board=board, status=TaskState.STATUS_IN_PROGRESS).select_related(
        "workflow_state", "revision"
    ):
        if state.entitled.filter(pk__in=holders(board, state.task.specific.roles)).exists():
            continue
        state.in_charge = in_charge(state.task.specific.in_charge_of, state.judged.draft.field, state.judged.draft.unit)
        state.save(update_fields=["in_charge"])
        waiting = entitled_members(state.task.specific, state)
        state.entitled.set(waiting)
        chain_letters.step_waits(state, waiting)
        moved += 1
    return moved
