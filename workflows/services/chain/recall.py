"""Taking back what one submitted oneself (rút lại); and the end of a run whose item has lost its object."""

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.gate import gate
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.services.chain import appoint
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import lock_step
from workflows.services.votes import close as close_vote


@transaction.atomic
def recall(state: StepState, user: SomeUser, reason: str) -> None:
    """End the run at the request of who began it. Raises `Refused`."""
    state = lock_step(state)
    page = state.page
    gate.require(user, Act.RECALL, page, state, reason)
    seat = Member.objects.of_user(user).filter(board=state.board).order_by("pk").first()
    actor = ledger.Actor.of(seat) if seat else ledger.Actor.user(user, _("người đã trình"))
    end(state, page, actor, reason, _("Người trình đã rút lại."), user)
    chain_letters.recalled(state, page, reason.strip())


def end(
    state: StepState, page: ReviewedPage, actor: ledger.Actor, reason: str, because: str, user: SomeUser | None = None
) -> None:
    """Write the end of a run that is held into the ledger, and end it; `because` is said of a vote, and of a moment of posting. The caller asks the rules and tells people."""
    ledger.write(
        state.board, Act.RECALL, actor, run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=reason.strip(), **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
    close_vote.stop_at(state, because)
    state.workflow_state.cancel(user=user)
    appoint.end_at(state, because)
    keep_clocks.no_longer_approved(page, _("đã rút lại"))
