"""Putting a matter to the board: an item on which opinions differ (R49), a step of the chain that is a vote, a written consultation (R50)."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.charter.schema import Duration
from workflows.charter.words import StepKind, TimeUnit
from workflows.clocks.sentence import day_and_time
from workflows.content_guard import checklist
from workflows.gate import electorate, votes
from workflows.gate.votes import Said
from workflows.ledger import ledger
from workflows.letters import votes as votes_letters
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation, Elector, electorate_seal
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.chain import ACT_OF_KIND
from workflows.rules.refusal import Refusal, Refused
from workflows.rules.votes import CONSULTED_BY, VoteAct, rule_of
from workflows.services.locking import actor_at, actor_of, lock_step


@dataclass(frozen=True)
class Paper:
    """What a written consultation asks. `document` is an object of Wagtail's document model."""

    subject: str
    text: str
    ends_at: datetime.datetime | None
    document: Any = None


@transaction.atomic
def call(state: StepState, user: SomeUser, text: str, ends_at: datetime.datetime | None) -> Consultation:
    """Put the item at this step to the vote. Raises `Refused`."""
    state = lock_step(state)
    page = state.workflow_state.content_object.specific
    votes.require(user, VoteAct.CALL, state, Said(text=text, ends_at=ends_at))
    roles = rule_of(state.board.rules).callers
    is_named = Member.objects.of_user(user).filter(board=state.board).named(roles).exists()
    actor = actor_of(state.board, user, roles) if is_named else actor_at(state, user)
    return _at_step(state, page, actor, text.strip(), ends_at or votes.default_end(state.board))


@transaction.atomic
def open_at_step(state: StepState, page: ReviewedPage) -> Consultation:
    """A run arrives at a step that is a vote. Raises `Refused` where nobody is left who may vote."""
    step = state.task.specific
    within = Duration(amount=step.within_amount, unit=TimeUnit(step.within_unit)) if step.within_amount else None
    text = _("Theo quy trình, nội dung này do Ban biên tập biểu quyết ở bước «%s».") % step.name
    return _at_step(state, page, ledger.Actor(), text, votes.default_end(state.board, within))


@transaction.atomic
def consult(board: Board, user: SomeUser, paper: Paper) -> Consultation:
    """Ask the board in writing about what is no item. Raises `Refused`."""
    votes.require(user, VoteAct.CONSULT, board, Said(paper.subject, paper.text, paper.ends_at))
    electors = electorate.electors_of(board, rule_of(board.rules).voters)
    actor = actor_of(board, user, CONSULTED_BY)
    asked = _asked(board, paper.subject.strip()[:255], paper.text.strip(), paper.ends_at or votes.default_end(board))
    asked.called_by_id = actor.member_id
    asked.attach(paper.document)
    return _open(asked, electors, actor)


def _at_step(
    state: StepState,
    page: ReviewedPage,
    actor: ledger.Actor,
    text: str,
    ends_at: datetime.datetime,
) -> Consultation:
    electors = electorate.voters_at(state)
    if not any(each.has_vote for each in electors):
        raise Refused(
            Refusal("nobody-entitled", _("Không còn ai ngoài người viết được biểu quyết ở bước này.")), page.pk
        )
    asked = _asked(state.board, state.judged.draft.title[:255], text, ends_at)
    asked.page_id, asked.step, asked.called_by_id, asked.judged = page.pk, state, actor.member_id, state.digest
    act = ACT_OF_KIND[StepKind(state.kind)]
    wanted = Act.APPROVE if act is Act.VOTE else act
    asked.confirms = [item.text for item in checklist.confirmable(state.judged, wanted)]
    return _open(asked, electors, actor)


def _asked(board: Board, subject: str, text: str, ends_at: datetime.datetime) -> Consultation:
    rule = rule_of(board.rules)
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
    votes_letters.vote_opened(asked)
    return asked
