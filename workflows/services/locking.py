"""Taking hold of a run, so that of two people pressing at once one acts and the other is told who did; and whose seat acts."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import WorkflowState

from workflows.charter import RoleKey
from workflows.models import Board, Member, StepState


def hold(state: StepState) -> StepState:
    """The same step, read again after its run is locked. Inside a transaction."""
    WorkflowState.objects.select_for_update().get(pk=state.workflow_state_id)
    return StepState.objects.select_related("workflow_state", "revision", "board", "task").get(pk=state.pk)


def seat_on(state: StepState, user: Any) -> Member:
    """The seat on which this person acts at this step; the gate has made sure that there is one."""
    return state.entitled.filter(user=user).select_related("user").order_by("pk")[0]


def seat_of(board: Board, user: Any, roles: Iterable[RoleKey] = tuple(RoleKey)) -> Member:
    """The first seat of this person on the board in one of these roles; the gate has made sure that there is one."""
    seats = Member.objects.of_user(user).filter(board=board, role__in=list(roles))
    return seats.select_related("user").order_by("pk")[0]
