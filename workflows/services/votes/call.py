"""Putting a matter to the board: an item on which opinions differ (R49), a step of the chain that is a vote, a written consultation (R50)."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from workflows.charter.schema import Duration, RoleKey, StepKind, TimeUnit
from workflows.clocks import count as clock
from workflows.clocks.sentence import day_and_time
from workflows.content_guard import checklist
from workflows.content_guard.facts import guard_facts
from workflows.digests.digest import sha256_of_file
from workflows.gate import acting_for, electorate, gate, vote_sentence
from workflows.ledger import ledger
from workflows.letters import to_members as letters
from workflows.models.board import Board, Member
from workflows.models.calendar_day import CalendarDay
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation, Elector, electorate_seal
from workflows.models.decision import Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules import votes as vote_rules
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal, Refused
from workflows.rules.votes import CallFacts
from workflows.services.locking import actor_at, actor_of, hold


@dataclass(frozen=True)
class Paper:
    """What a written consultation asks. `document` is an object of Wagtail's document model."""

    subject: str
    text: str
    ends_at: datetime.datetime | None
    document: Any = None


def default_end(board: Board, within: Duration | None = None) -> datetime.datetime:
    """The last moment for ballots where nobody names one: the charter's length, in the board's calendar."""
    begun = clock.Start(timezone.now(), _("khi mở biểu quyết"))
    length = within or vote_rules.rule_of(board.rules).within
    return clock.count(begun, length, CalendarDay.objects.calendar_of(board)).due_at or timezone.now()


def voters_at(state: StepState) -> list[Elector]:
    """Who would be asked at this step."""
    roles = state.task.specific.roles if state.kind == StepKind.VOTE else vote_rules.rule_of(state.board.rules).voters
    return electorate.electors_of(state.board, roles, electorate.authors_of(state))


def facts(user: Any, state: StepState, page: ReviewedPage, text: str, ends_at: datetime.datetime | None) -> CallFacts:
    """What the rules look at. About ten queries."""
    board = state.board
    submitted = Decision.objects.filter(run=state.workflow_state_id, act=Act.SUBMIT).first()
    act = ACT_OF_KIND[StepKind(state.kind)]
    running = Consultation.objects.unsettled().filter(step=state).with_ballots().first()
    return CallFacts(
        roles=frozenset(RoleKey(seat.role) for seat in Member.objects.of_user(user).filter(board=board)),
        callers=frozenset(vote_rules.rule_of(board.rules).callers),
        voters=sum(each.has_vote for each in voters_at(state)),
        text=text.strip(),
        ends_at=ends_at,
        now=timezone.now(),
        step_kind=StepKind(state.kind),
        is_step_open=state.status == TaskState.STATUS_IN_PROGRESS,
        is_entitled=state.kind != StepKind.VOTE and acting_for.at_step(user, state) is not None,
        running_vote=vote_sentence.waiting(running) if running else "",
        marks=guard_facts(user, act, state.judged)["marks"],
        is_same_text=submitted is not None and submitted.digest == state.digest,
    )


@transaction.atomic
def call(state: StepState, user: Any, text: str, ends_at: datetime.datetime | None) -> Consultation:
    """Put the item at this step to the vote. Raises `Refused`."""
    state = hold(state)
    page = state.workflow_state.content_object.specific
    if refusal := vote_rules.may_call(facts(user, state, page, text, ends_at)):
        raise Refused(refusal, page.pk)
    if sentence := gate.doubted_sentence(state.workflow_state_id):
        raise Refused(Refusal("doubted", sentence), page.pk)
    roles = vote_rules.rule_of(state.board.rules).callers
    is_named = Member.objects.of_user(user).filter(board=state.board, role__in=roles).exists()
    actor = actor_of(state.board, user, roles) if is_named else actor_at(state, user)
    return _at_step(state, page, actor, text.strip(), ends_at or default_end(state.board))


@transaction.atomic
def open_at_step(state: StepState, page: ReviewedPage) -> Consultation:
    """A run arrives at a step that is a vote. Raises `Refused` where nobody is left who may vote."""
    step = state.task.specific
    within = Duration(amount=step.within_amount, unit=TimeUnit(step.within_unit)) if step.within_amount else None
    text = _("Theo quy trình, nội dung này do Ban biên tập biểu quyết ở bước «%s».") % step.name
    return _at_step(state, page, ledger.Actor(), text, default_end(state.board, within))


@transaction.atomic
def consult(board: Board, user: Any, paper: Paper) -> Consultation:
    """Ask the board in writing about what is no item. Raises `Refused`."""
    rule = vote_rules.rule_of(board.rules)
    electors = electorate.electors_of(board, rule.voters)
    seats = Member.objects.of_user(user).filter(board=board)
    known = CallFacts(
        roles=frozenset(RoleKey(seat.role) for seat in seats),
        callers=frozenset(rule.callers),
        voters=len(electors),
        subject=paper.subject.strip(),
        text=paper.text.strip(),
        ends_at=paper.ends_at,
        now=timezone.now(),
    )
    if refusal := vote_rules.may_consult(known):
        raise Refused(refusal)
    actor, file = actor_of(board, user, vote_rules.CONSULTED_BY), paper.document
    asked = _asked(board, paper.subject.strip()[:255], paper.text.strip(), paper.ends_at or default_end(board))
    asked.called_by_id = actor.member_id
    if file:
        asked.document, asked.document_name = file.pk, file.title[:255]
        asked.document_file = file.file.name
        asked.document_sha256 = sha256_of_file(file.file.storage, file.file.name)
    return _open(asked, electors, actor)


def _at_step(
    state: StepState,
    page: ReviewedPage,
    actor: ledger.Actor,
    text: str,
    ends_at: datetime.datetime,
) -> Consultation:
    electors = voters_at(state)
    if not any(each.has_vote for each in electors):
        raise Refused(
            Refusal("nobody-entitled", _("Không còn ai ngoài người viết được biểu quyết ở bước này.")), page.pk
        )
    asked = _asked(state.board, state.judged.draft.title[:255], text, ends_at)
    asked.page_id, asked.step, asked.called_by_id, asked.judged = page.pk, state, actor.member_id, state.digest
    act = ACT_OF_KIND[StepKind(state.kind)]
    wanted = Act.APPROVE if act is Act.VOTE else act
    asked.confirms = [item.text for item in checklist.items_for(state.board, page.content_kind, wanted)]
    return _open(asked, electors, actor)


def _asked(board: Board, subject: str, text: str, ends_at: datetime.datetime) -> Consultation:
    rule = vote_rules.rule_of(board.rules)
    return Consultation(
        board=board,
        subject=subject,
        text=text,
        quorum=rule.quorum,
        majority=rule.majority,
        tie=rule.tie,
        is_secret=rule.secret,
        chief_ends=rule.chief_ends,
        opened_at=timezone.now(),
        ends_at=ends_at,
    )


def _open(asked: Consultation, electors: list[Elector], actor: ledger.Actor) -> Consultation:
    said = _("Nhận phiếu đến %(until)s; %(count)s người có quyền biểu quyết.") % {
        "until": day_and_time(asked.ends_at),
        "count": sum(each.has_vote for each in electors),
    }
    ledger.write(
        asked.board,
        Act.CALL_VOTE,
        actor,
        seal=electorate_seal(electors),
        comment=f"{asked.text}\n{said}",
        **ledger.about_vote(asked),
    )
    asked.save(force_insert=True)
    for each in electors:
        each.consultation = asked
    Elector.objects.bulk_create(electors)
    letters.vote_opened(asked)
    return asked
