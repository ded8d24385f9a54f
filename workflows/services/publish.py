"""Posting exactly what was approved (đăng tải, R36-R37): the certificate is made out, Wagtail publishes that revision."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from workflows import gate, ledger, letters
from workflows.act import Act
from workflows.digest import seal_of, seal_of_date, sha256_of
from workflows.models import StepState
from workflows.refusal import Refused
from workflows.rules import Refusal, exception_used
from workflows.services.certify import certify
from workflows.services.locking import hold, seat_on


@transaction.atomic
def publish(state: StepState, user: Any, reason: str = "") -> None:
    """Raises `Refused`. Where the item asks for a later moment, it becomes public then (`run_worker`)."""
    state = hold(state)
    page = state.workflow_state.content_object.specific
    facts = gate.require(user, Act.PUBLISH, page, state, reason)
    seal = seal_of(state.draft) | seal_of_date(page.first_published_at)
    decision = ledger.write(
        state.board, Act.PUBLISH, ledger.Actor.of(seat_on(state, user)), run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=reason.strip(), exception=exception_used(Act.PUBLISH, facts), seal=sha256_of(seal),
        **ledger.about(page, state.revision, state.digest),
    )  # fmt: skip
    certify(state.revision, decision, state.files, seal)
    try:
        state.approve(user=user, comment=reason.strip())
    except ValidationError as error:
        raise Refused(Refusal("incomplete", " ".join(error.messages)), page.pk) from None
    letters.published(state, page)
