"""Giving an item back to its author, with the reason (trả lại). The run ends; a mended text is submitted anew from the first step."""

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.gate import gate
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.models.chain import StepState
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.services.chain import appoint
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_on, lock_step


@transaction.atomic
def return_for_changes(state: StepState, user: SomeUser, reason: str) -> None:
    """Raises `Refused`, also where the reason is empty."""
    state = lock_step(state)
    page = state.page
    asked = gate.require(user, Act.RETURN, page, state, reason)
    ledger.write(
        state.board, Act.RETURN, actor_on(asked.ground), run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=reason.strip(), **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
    state.reject(user=user, comment=reason.strip())
    run = state.workflow_state
    run.refresh_from_db()
    run.cancel(user=user)
    appoint.end_at(state, _("Mục này bị trả lại để sửa."))
    keep_clocks.no_longer_approved(page, _("bị trả lại"))
    chain_letters.returned(state, page, reason.strip())
