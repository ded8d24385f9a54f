"""Reads for the screens that show votes and consultations: of an item, of a board, what waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from vietnamese.working_days import VIETNAM
from workflows.charter.words import RoleKey
from workflows.gate import vote_sentence, votes
from workflows.gate.vote_sentence import Line
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.consultation import Ballot, Consultation, Elector
from workflows.models.delegation import Delegation
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.vote_count import Outcome
from workflows.rules.votes import VoteAct, rule_of


@dataclass(frozen=True)
class Shown:
    """One vote or consultation as a screen shows it: while it takes ballots only how many have come."""

    asked: Consultation
    rules: str
    progress: str
    counted: str
    lines: list[Line]

    @property
    def is_vote(self) -> bool:
        return self.asked.step_id is not None


def shown(consultation: Consultation) -> Shown:
    """`consultation` comes with its ballots."""
    return Shown(
        consultation,
        vote_sentence.rules(consultation),
        vote_sentence.progress(consultation),
        "" if consultation.is_open else vote_sentence.counted(consultation.result),
        vote_sentence.lines(consultation),
    )


def call_form(user: SomeUser, state: StepState | None, typed: Any) -> dict[str, Any]:
    """For the review file: what the form for calling a vote begins with; empty where this person may not call one."""
    if state is None or votes.offered(user, state)[VoteAct.CALL] is not None:
        return {}
    board = state.board
    return {
        "text": typed.get("text", ""),
        "last_day": typed.get("last_day", timezone.localdate(votes.default_end(board), VIETNAM).isoformat()),
        "is_open": bool(typed),
        "rules": vote_sentence.rules(rule_of(board.rules)),
    }


def of_item(page: ReviewedPage) -> list[Shown]:
    """Every vote on an item, the last one first. Four queries, whatever their number."""
    return [shown(each) for each in Consultation.objects.filter(page=page).with_ballots()]


def of_board(board: Board) -> QuerySet[Consultation]:
    """Those that run first, the sooner to end above, then those that are over, newest first."""
    order = (F("settled_at").desc(nulls_first=True), "ends_at", "-pk")
    return Consultation.objects.filter(board=board).with_ballots().order_by(*order)


@dataclass(frozen=True)
class Asked:
    """A line of the desk: what this person is asked, in whose stead, or that the others have answered and a word is missing."""

    consultation: Consultation
    in_stead_of: Member | None = None
    wants_word: bool = False


def waiting_for(user: SomeUser, seats: Iterable[Member], deeds: Iterable[Delegation]) -> list[Asked]:
    """What waits for this person's ballot, own or lent, and for their word. Three queries at most."""
    lent, chairs = list(deeds), {seat.board_id: True for seat in seats if seat.role == RoleKey.CHIEF}
    unsent = (
        Elector.objects.filter(
            has_vote=True, consultation__closed_at=None, member__is_active=True, member__user=F("user")
        )
        .filter(~Exists(Ballot.objects.filter(elector=OuterRef("pk"))))
        .select_related("consultation__board", "consultation__step", "member__user")
        .order_by("consultation__ends_at", "pk")
    )
    found = [Asked(each.consultation) for each in unsent.filter(user=user)]
    voting = {deed.giver_id: deed for deed in lent if Act.VOTE in deed.acts}
    if voting:
        found += [
            Asked(each.consultation, each.member)
            for each in unsent.filter(member__in=voting)
            if voting[each.member_id].covers_vote(each.consultation.step)
        ]
    for deed in lent:
        if Act.CONCLUDE in deed.acts:
            chairs.setdefault(deed.board_id, False)
    if chairs:
        wanting = Consultation.objects.unsettled().filter(board__in=chairs).exclude(closed_at=None)
        found += [
            Asked(each, wants_word=True)
            for each in wanting.select_related("board", "step")
            if chairs[each.board_id] or each.tie == "chair" or each.outcome == Outcome.ANSWERED
        ]
    return found
