"""The positive decision of a reviewing or approving step."""

from collections.abc import Iterable

from django.db import transaction

from workflows.charter.words import StepKind
from workflows.content_guard import checklist
from workflows.gate import gate
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.models.chain import StepState
from workflows.models.some_user import SomeUser
from workflows.rules.chain import ACT_OF_KIND, exceptions_used
from workflows.services.locking import actor_on, lock_step


@transaction.atomic
def decide(state: StepState, user: SomeUser, reason: str = "", ticks: Iterable[str] = ()) -> None:
    """Pass the item on; `ticks` are the keys of the checklist that the person confirms. Raises `Refused`."""
    state = lock_step(state)
    act = ACT_OF_KIND[StepKind(state.kind)]
    checklist.tick(state.judged, act, user, ticks)
    asked = gate.require(user, act, state.page, state, reason)
    row = ledger.write(
        state.board, act, actor_on(asked.ground), run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=reason.strip(), exception=",".join(exceptions_used(act, asked.facts)), **ledger.about(state.page, state.revision, state.digest),
    )  # fmt: skip
    state.approve(user=user, comment=reason.strip())
    chain_letters.decided(state, row)
