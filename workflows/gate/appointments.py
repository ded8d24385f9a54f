"""The gate of the moment of posting: it gathers the facts about a person and an item at its posting step, and asks `rules/appointments.py`."""

import datetime
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils import timezone

from workflows.gate import absence, acting_for, item_state
from workflows.gate.acting_for import Ground
from workflows.gate.asked import Asked
from workflows.gate.leaves import away_until
from workflows.ledger import ledger
from workflows.models.appointment import Appointment
from workflows.models.board import Member
from workflows.models.chain import StepState
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.rules import appointments as appointment_rules
from workflows.rules import chain as chain_rules
from workflows.rules.act import Act
from workflows.rules.appointments import AppointmentFacts
from workflows.rules.refusal import Refusal, Refused

ACTS = (Act.APPOINT, Act.CALL_OFF)


def answers(asked: Asked, acts: Iterable[Act]) -> dict[Act, Refusal | None]:
    """Why this person may not appoint the moment of posting (APPOINT), or call it off (CALL_OFF), before a moment is typed; None where they
    may. From facts that were gathered for posting too."""
    facts = _facts(asked, None)
    return {act: appointment_rules.may(act, facts) for act in acts}


def require(
    user: SomeUser, act: Act, state: StepState, reason: str, at: datetime.datetime | None = None
) -> Ground | None:
    """On what this person does it. Raises `Refused`."""
    asked = Asked(user, [Act.PUBLISH], state.page, state, reason)
    if refusal := appointment_rules.may(act, _facts(asked, at)):
        raise Refused(refusal, state.page.pk)
    return asked.ground or acting_for.to_withdraw(user, state.board, state.page)


def is_borne_out(appointment: Appointment, last: Decision | None) -> bool:
    """Whether it stands as the ledger says; `last`: what the ledger said last about the moment of posting in the run."""
    row = appointment.decision
    return row == last and row.act == Act.APPOINT and row.comment.startswith(ledger.appointed(appointment.at))


def require_kept(appointment: Appointment, state: StepState) -> SomeUser:
    """Who posts the item at its moment, which has come. Raises `Refused` where the ledger says another, or who appointed it may not post any more."""
    row = appointment.decision
    last = Decision.objects.filter(run=state.workflow_state_id, act__in=ACTS).order_by("-number").first()
    if not is_borne_out(appointment, last):
        raise Refused(appointment_rules.not_as_appointed(), state.page.pk)
    user: SomeUser = get_user_model().objects.get(pk=row.user or 0)
    is_open = state.status == state.STATUS_IN_PROGRESS
    if is_open and not (user.is_active and acting_for.at_step(user, state)):
        raise Refused(appointment_rules.not_theirs_any_more(_who(appointment)), state.page.pk)
    ends = state.judged.draft.expire_at
    if ends is not None and ends <= timezone.now():
        raise Refused(appointment_rules.comes_down(ends), state.page.pk)
    return user


def others_at(appointment: Appointment) -> list[Member]:
    """Who could post it at its moment and will be there, by the leaves known now, where who appointed it posts only while they are away."""
    row = appointment.decision
    giver = {row.delegation.giver_user_id} if row.delegation else set()
    return absence.others_before(appointment.step, {row.user, *giver}, appointment.at)


def why_not_kept(appointment: Appointment, refusal: Refusal) -> str:
    """Why the item was not posted at its moment, for people who did not appoint it."""
    return appointment_rules.told_to_others(refusal, _who(appointment))


def _who(appointment: Appointment) -> str:
    return f"{appointment.decision.person} ({appointment.decision.capacity})"


def _facts(asked: Asked, at: datetime.datetime | None) -> AppointmentFacts:
    known, stands = asked.facts, Appointment.of(asked.state)
    deed = asked.ground.deed if asked.ground else None
    may_withdraw = (
        stands is not None
        and known.is_active
        and acting_for.to_withdraw(asked.user, asked.board_there, asked.page) is not None
    )
    return AppointmentFacts(
        known.is_active,
        timezone.now(),
        chain_rules.may(Act.PUBLISH, known),
        is_entitled=known.is_entitled and not known.others_there,
        reason=known.reason,
        asked=at,
        standing=stands.at if stands else None,
        is_standing_theirs=stands is not None and stands.decision.user == asked.user.pk,
        comes_down_at=asked.judged.draft.expire_at if asked.judged else None,
        named_in_text=asked.judged.draft.go_live_at if asked.judged else None,
        deed_until=deed.ends_at if deed else None,
        others_then=_others_then(asked, at) if at else "",
        may_withdraw=may_withdraw,
    )


def _others_then(asked: Asked, at: datetime.datetime) -> str:
    """Who could post the item at that moment, each with the leave of today, where this person posts only while they are away."""
    there = absence.others_before(asked.state, asked.people, at) if asked.state and at > timezone.now() else []
    return item_state.names(there, away_until(there)) if there else ""
