"""Posting exactly what was approved (đăng tải, R36-R37): the certificate is made out, Wagtail publishes that revision."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from workflows.content_guard import checklist
from workflows.digests.digest import seal_to_certify, sha256_of
from workflows.gate import gate
from workflows.ledger import ledger
from workflows.ledger.certificates import certify
from workflows.letters import chain as chain_letters
from workflows.models.appointment import Appointment
from workflows.models.chain import StepState
from workflows.models.failed_posting import FailedPosting
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import exceptions_used
from workflows.rules.refusal import Refusal, Refused
from workflows.services.clocks import keep as keep_clocks
from workflows.services.locking import actor_on, lock_step


@transaction.atomic
def publish(state: StepState, user: SomeUser, reason: str = "", ticks: Iterable[str] = ()) -> None:
    """Raises `Refused`. Where an older text names a later moment, it becomes public then (`run_worker`)."""
    state = lock_step(state, with_page=True)
    checklist.tick(state.judged, Act.PUBLISH, user, ticks)
    post(state, user, reason, reason)


def post(state: StepState, user: SomeUser, reason: str, said: str) -> None:
    """The same at a step that is held; `said` is what the ledger keeps. A moment that was appointed, and what failed then, stand no longer. Raises `Refused`."""
    page = state.page
    asked = gate.require(user, Act.PUBLISH, page, state, reason)
    if Appointment.of(state):
        Appointment.objects.filter(step=state.pk).delete()
        FailedPosting.objects.filter(revision=state.revision_id).delete()
    seal = seal_to_certify(state.judged.draft, page.first_published_at)
    decision = ledger.write(
        state.board, Act.PUBLISH, actor_on(asked.ground), run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=said.strip(), exception=",".join(exceptions_used(Act.PUBLISH, asked.facts)), seal=sha256_of(seal),
        **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
    certify(state.revision, decision, state.judged.files, seal)
    try:
        state.approve(user=user, comment=said.strip())
    except ValidationError as error:
        raise Refused(Refusal("incomplete", " ".join(error.messages)), page.pk) from None
    if state.revision.approved_go_live_at is not None:  # what is public by now has no clock that runs on
        keep_clocks.no_longer_approved(page, _("đã đăng"))
    chain_letters.published(state, decision)
