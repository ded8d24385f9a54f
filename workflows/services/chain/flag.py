"""Marking an item as sensitive on its way (đánh dấu nhạy cảm), and the chief's taking the mark away (R59)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from workflows.charter.words import Condition
from workflows.gate import gate, sensitivity
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.models.chain import StepState
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.act import Act
from workflows.services.chain import appoint
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_of, actor_to_clear, lock_step
from workflows.services.votes import close as close_vote


@transaction.atomic
def flag(state: StepState, user: SomeUser, reason: str) -> None:
    """Anybody on the board may. Where the chief's step is already over, the run goes back to it. Raises `Refused`."""
    state = lock_step(state)
    page = state.page
    gate.require(user, Act.FLAG, page, state, reason)
    _record(state, page, Act.FLAG, actor_of(state.board, user), reason)
    run = state.workflow_state
    StepState.objects.filter(workflow_state=run, status=TaskState.STATUS_IN_PROGRESS).update(is_sensitive=True)
    if again := list(sensitivity.steps_to_take_again(run)):
        close_vote.stop_at(state, _("Nội dung nhạy cảm quay lại chờ Trưởng ban."))
        for step in (*again, state):
            _set_aside(step, user)
        appoint.end_at(state, _("Mục này được đánh dấu nhạy cảm và quay lại chờ Trưởng ban."))
        keep_clocks.no_longer_approved(page, _("quay lại chờ Trưởng ban"))
        run.refresh_from_db()
        run.update(user=user)
    chain_letters.flagged(page, reason.strip())


@transaction.atomic
def clear(state: StepState, user: SomeUser, reason: str) -> None:
    """Only the chief, or whoever a deed names for sensitive items. A step that was there for the mark alone is skipped. Raises `Refused`."""
    state = lock_step(state)
    page = state.page
    gate.require(user, Act.UNFLAG, page, state, reason)
    _record(state, page, Act.UNFLAG, actor_to_clear(state.board, user), reason)
    StepState.objects.filter(workflow_state=state.workflow_state_id).update(is_sensitive=False)
    if state.task.specific.condition == Condition.SENSITIVE:
        close_vote.stop_at(state, _("Trưởng ban đã bỏ dấu nhạy cảm."))
        _record(state, page, Act.SKIP, ledger.Actor(), _("Trưởng ban đã bỏ dấu nhạy cảm."))
        state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
        state.save(update_fields=["status", "finished_at"])
        state.workflow_state.refresh_from_db()
        state.workflow_state.update(user=user)


def _record(state: StepState, page: ReviewedPage, act: Act, actor: ledger.Actor, reason: str) -> None:
    ledger.write(
        state.board, act, actor, run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=reason.strip(), **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip


def _set_aside(state: StepState, user: SomeUser) -> None:
    """A step that is to be taken again: Wagtail then finds it as the next one."""
    state.status, state.finished_at, state.finished_by = TaskState.STATUS_CANCELLED, timezone.now(), signed_in(user)
    state.save(update_fields=["status", "finished_at", "finished_by"])
