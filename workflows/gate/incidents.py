"""The gate of accounts in foreign hands: it gathers the facts about a person and an incident, and asks `rules/incidents.py`."""

import datetime
from dataclasses import dataclass, replace

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from workflows.charter.words import RoleKey
from workflows.digests.digest import media_of
from workflows.gate import item_state
from workflows.models.account_incident import AccountIncident, DoubtedDecision
from workflows.models.board import Member
from workflows.models.decision import Decision
from workflows.models.some_user import SomeUser
from workflows.rules import incidents as incident_rules
from workflows.rules.act import Act
from workflows.rules.incidents import IncidentAct, IncidentFacts, Report
from workflows.rules.refusal import Refusal, Refused

LEVELS = (Act.REVIEW, Act.APPROVE, Act.PUBLISH)


@dataclass(frozen=True)
class Said:
    """What somebody writes with an act: since when the account is doubted, or why a decision is disowned."""

    since: datetime.datetime | None = None
    reason: str = ""


UNSAID = Said()
Subject = AbstractBaseUser | AccountIncident | DoubtedDecision


def ask(user: SomeUser, act: IncidentAct, subject: Subject, said: Said = UNSAID) -> Refusal | None:
    """Why this person may not do this now; None where they may. One reports an account, upholds or disowns a decision, reopens the account
    of an incident."""
    if isinstance(subject, AccountIncident):
        return incident_rules.may(act, _of_incident(user, subject))
    if isinstance(subject, DoubtedDecision):
        return incident_rules.may(act, _of_decision(user, subject, said))
    return incident_rules.may(act, _of_account(user, subject, said))


def require(user: SomeUser, act: IncidentAct, subject: Subject, said: Said = UNSAID) -> None:
    """Raises `Refused`."""
    if refusal := ask(user, act, subject, said):
        raise Refused(refusal)


def offered(user: SomeUser, incident: AccountIncident) -> dict[IncidentAct, Refusal | None]:
    """What a screen may offer with an incident, before anything is typed: asked as if a reason were given, of any decision that nobody has
    answered for. Whether this person wrote what was decided on, or decided at another level, is looked at when it is pressed."""
    known = replace(_of_incident(user, incident), reason="-")
    return {act: incident_rules.may(act, known) for act in (IncidentAct.UPHOLD, IncidentAct.DISOWN, IncidentAct.REOPEN)}


def _of_account(user: SomeUser, account: AbstractBaseUser, said: Said) -> IncidentFacts:
    boards = Member.objects.active().filter(user=account.pk).values("board")
    helping = Member.objects.of_user(user).filter(board__in=boards).values_list("role", flat=True)
    report = Report(said.since, timezone.now(), user.is_superuser, frozenset(RoleKey(role) for role in helping))
    return IncidentFacts(is_own=account.pk == user.pk, report=report)


def _of_decision(user: SomeUser, doubted: DoubtedDecision, said: Said) -> IncidentFacts:
    row, incident = doubted.decision, doubted.incident
    return IncidentFacts(
        is_own=user.pk == incident.user_id,
        may_judge=_judges(user, incident),
        is_answered=doubted.answer_id is not None,
        wrote_it=user.pk in _authors(row),
        other_level=_other_level(row, user),
        reason=said.reason.strip(),
    )


def _of_incident(user: SomeUser, incident: AccountIncident) -> IncidentFacts:
    return IncidentFacts(
        is_own=user.pk == incident.user_id,
        may_judge=_judges(user, incident),
        is_reopened=incident.reopened_id is not None,
    )


def _judges(user: SomeUser, incident: AccountIncident) -> bool:
    """Whether this person has one of the seats whose word is asked."""
    seats = incident.board.seats
    others = [seat for seat in seats if seat.user and seat.user.is_active and seat.user_id != incident.user_id]
    roles = incident_rules.judging_roles({RoleKey(seat.role) for seat in others})
    return any(seat.user_id == user.pk for seat in others if seat.role in roles)


def _authors(row: Decision) -> set[int]:
    if row.page is None or row.revision is None:
        return set()
    page = row.page.specific
    return item_state.writers(page, row.revision.pk, media_of(page.as_of(row.revision)))


def _other_level(row: Decision, user: SomeUser) -> str:
    """The step of the same run at which this person has decided."""
    if row.run is None or row.act not in LEVELS:
        return ""
    own = Decision.objects.filter(run=row.run, user=user.pk, act__in=LEVELS)
    other = own.exclude(step=row.step).first()
    return other.step_name if other else ""
