"""Closing a vote: at its end, earlier by who presides once nothing is missing, or without a count where it has lost its object."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from workflows.charter.words import RoleKey
from workflows.gate import presiding, vote_result, vote_standing, votes
from workflows.gate.votes import Said
from workflows.ledger import ledger
from workflows.models.account_incident import DoubtedDecision
from workflows.models.board import Board
from workflows.models.chain import StepState
from workflows.models.consultation import Consultation
from workflows.models.some_user import SomeUser
from workflows.rules import vote_count
from workflows.rules.act import Act
from workflows.rules.vote_count import Outcome
from workflows.rules.votes import VoteAct
from workflows.services.locking import actor_of, actor_on, lock_vote
from workflows.services.votes.settle import counted, settle


@transaction.atomic
def close_at_end(consultation: Consultation) -> None:
    """For the worker: nothing happens to one that is closed already, whose end was not reached, or that stands otherwise than the ledger says."""
    consultation = lock_vote(consultation)
    is_over = consultation.is_open and consultation.ends_at <= timezone.now()
    if is_over and not vote_standing.is_altered(consultation):
        close(consultation, ledger.Actor())


@transaction.atomic
def close_early(consultation: Consultation, user: SomeUser) -> None:
    """By who presides, once nothing is missing. Raises `Refused`."""
    consultation = lock_vote(consultation)
    votes.require(user, VoteAct.CLOSE, consultation)
    close(consultation, actor_on(presiding.presides(user, consultation)))


@transaction.atomic
def stop(consultation: Consultation, user: SomeUser, reason: str) -> None:
    """The chief takes an item back, where the charter lets the chief (R52): it is at its step as before. A written consultation is stopped
    by who sent it or presides. All are told why. Raises `Refused`."""
    consultation, reason = lock_vote(consultation), reason.strip()
    votes.require(user, VoteAct.STOP, consultation, Said(text=reason))
    is_chiefs = consultation.step is not None
    ground = None if is_chiefs else presiding.leads(user, consultation)
    actor = actor_of(consultation.board, user, [RoleKey.CHIEF]) if is_chiefs else actor_on(ground)
    settle(consultation, Outcome.STOPPED, counted(consultation), Act.CLOSE_VOTE, actor, reason)


def stop_at(state: StepState, because: str) -> None:
    """A vote whose step is over for another reason has lost its object; what stands otherwise than the ledger says holds nothing up and stays.
    Inside the transaction of that act, with its run locked."""
    held = map(lock_vote, Consultation.objects.unsettled().filter(step=state))
    stop_held((each for each in held if not vote_standing.is_altered(each)), because)


def lock_asked(board: Board, digest: str) -> list[Consultation]:
    """What is asked in these very words and not settled, locked. Inside a transaction, before the board's ledger is."""
    asked = Consultation.objects.unsettled().filter(board=board).order_by("pk")
    return [lock_vote(each) for each in asked if each.digest == digest]


def stop_held(held: Iterable[Consultation], because: str) -> None:
    """Stop what lost its object, or a ballot of which is no longer its voter's."""
    for consultation in held:
        settle(consultation, Outcome.STOPPED, counted(consultation), Act.CLOSE_VOTE, ledger.Actor(), because)


def close(consultation: Consultation, actor: ledger.Actor) -> None:
    """Count, and let the result follow. `consultation` is held, with its ballots."""
    result = counted(consultation)
    if consultation.step is None:
        settle(consultation, Outcome.ANSWERED, result, Act.CLOSE_VOTE, actor)
    elif because := _without_object(consultation, consultation.step):
        settle(consultation, Outcome.STOPPED, result, Act.CLOSE_VOTE, actor, because)
    else:
        known = vote_result.count(consultation, result["left"], result["decider"])
        settle(consultation, vote_count.outcome(consultation.rule, known), result, Act.CLOSE_VOTE, actor)


def _without_object(consultation: Consultation, step: StepState) -> str:
    """Why the vote would decide nothing; empty where it decides."""
    if step.status != TaskState.STATUS_IN_PROGRESS:
        return _("Mục này không còn ở bước đã đưa ra biểu quyết.")
    if DoubtedDecision.waiting_in(step.workflow_state_id).exists():
        return _("Một quyết định của lần trình này ra từ tài khoản bị lộ, chưa được thừa nhận.")
    if step.digest != consultation.judged:
        return _("Nội dung không còn đúng như lúc trình.")
    return ""
