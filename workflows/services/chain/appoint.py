"""The moment of posting (hẹn giờ đăng, R45): set, moved and called off at the posting step, with who and why, in the ledger.

The item stays at its step meanwhile: it is certified and posted at the moment itself (`post_due.py`), by the rules of then.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.clocks.sentence import day_and_time
from workflows.content_guard import checklist
from workflows.gate import appointments
from workflows.ledger import ledger
from workflows.letters import chain as chain_letters
from workflows.models.appointment import Appointment
from workflows.models.chain import StepState
from workflows.models.decision import Decision
from workflows.models.failed_posting import FailedPosting
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.refusal import Refused
from workflows.services.locking import actor_on, lock_step


@transaction.atomic
def appoint(
    state: StepState, user: SomeUser, at: datetime.datetime | None, reason: str, ticks: Iterable[str] = ()
) -> None:
    """Set the moment, to the minute, or move it; `ticks` as for posting. Raises `Refused`."""
    state, at, confirmed = lock_step(state), at and at.replace(second=0, microsecond=0), set(ticks)
    checklist.tick(state.judged, Act.APPOINT, user, confirmed)
    checklist.carry_over(state.judged, user, confirmed)
    before = Appointment.of(state)
    ground = appointments.require(user, Act.APPOINT, state, reason, at)
    if at is None:  # the rules have refused it
        return
    said = ledger.appointed(at) + (_(", thay cho %s") % day_and_time(before.at) if before else "")
    row = _write(state, Act.APPOINT, actor_on(ground), f"{said}. {reason.strip()}")
    Appointment.objects.update_or_create(step=state, defaults={"decision": row, "at": at})
    FailedPosting.objects.filter(revision=state.revision).delete()
    chain_letters.appointed(state, row, before)


@transaction.atomic
def call_off(state: StepState, user: SomeUser, reason: str) -> None:
    """The item waits to be posted, as before. Raises `Refused`."""
    state = lock_step(state)
    ground = appointments.require(user, Act.CALL_OFF, state, reason)
    if stands := Appointment.of(state):
        _end(state, stands, actor_on(ground), reason.strip())


@transaction.atomic
def lapse(appointment: Appointment, refused: Refused) -> None:
    """The moment has come and the item may not be posted: the ledger and people are told why, and the step waits for a new word."""
    state = lock_step(appointment.step)
    if stands := Appointment.objects.whole().filter(pk=appointment.pk, decision=appointment.decision_id).first():
        _end_unkept(state, stands, appointments.why_not_kept(stands, refused.refusal))


def end_at(state: StepState, because: str) -> None:
    """The step, which is held, ended otherwise than by posting: its moment stands no longer. Inside the transaction of that act, after it."""
    if stands := Appointment.of(state):
        _end_unkept(state, stands, because)


def _end_unkept(state: StepState, stands: Appointment, because: str) -> None:
    said = _("Không đăng theo giờ hẹn %(at)s. %(why)s") % {"at": day_and_time(stands.at), "why": because}
    _end(state, stands, ledger.Actor(), said)


def _end(state: StepState, stands: Appointment, actor: ledger.Actor, said: str) -> None:
    row = _write(state, Act.CALL_OFF, actor, said)
    stands.delete()
    FailedPosting.objects.filter(revision=state.revision).delete()
    chain_letters.called_off(state, row, stands)


def _write(state: StepState, act: Act, actor: ledger.Actor, said: str) -> Decision:
    return ledger.write(
        state.board, act, actor, run=state.workflow_state_id, step=state.task_id, step_name=state.task.name,
        comment=said, **ledger.about(state.page, state.revision, state.digest),
    )  # fmt: skip
