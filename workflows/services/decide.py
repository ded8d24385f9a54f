"""The positive decision of a reviewing or approving step."""

from typing import Any

from django.db import transaction

from workflows import gate, ledger, letters
from workflows.charter import StepKind
from workflows.models import StepState
from workflows.rules import ACT_OF_KIND, exception_used
from workflows.services.locking import hold, seat_on


@transaction.atomic
def decide(state: StepState, user: Any, reason: str = "") -> None:
    """Pass the item on. Raises `Refused`."""
    state = hold(state)
    act = ACT_OF_KIND[StepKind(state.kind)]
    page = state.workflow_state.content_object.specific
    facts = gate.require(user, act, page, state, reason)
    ledger.write(
        state.board, act, ledger.Actor.of(seat_on(state, user)), run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=reason.strip(), exception=exception_used(act, facts), **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
    state.approve(user=user, comment=reason.strip())
    letters.decided(state, page)
