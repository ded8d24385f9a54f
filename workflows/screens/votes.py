"""Reads for the screens that show votes and consultations: of an item, of a board, what waits for a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from vietnamese.working_days import VIETNAM
from workflows.charter.words import RoleKey
from workflows.gate import vote_sentence, votes
from workflows.gate.vote_readers import Reader
from workflows.gate.vote_sentence import Line
from workflows.models.board import Board, Member
from workflows.models.chain import StepState
from workflows.models.consultation import Ballot, Consultation, Elector, Supplement
from workflows.models.delegation import Delegation
from workflows.models.leave import said_until
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser, signed_in
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
    names_withheld: str = ""

    @property
    def is_vote(self) -> bool:
        return self.asked.step_id is not None


def shown(consultation: Consultation, reader: Reader) -> Shown:
    """To this person; `consultation` comes with its ballots."""
    refusal = reader.ask_names(consultation)
    return Shown(
        consultation,
        vote_sentence.rules(consultation),
        vote_sentence.progress(consultation),
        "" if consultation.is_open else vote_sentence.counted(consultation),
        vote_sentence.lines(consultation, is_named=refusal is None),
        refusal.sentence if refusal and not consultation.is_open else "",
    )


def missing(consultation: Consultation, reader: Reader) -> list[tuple[Elector, str]]:
    """Whose ballots are missing, for whoever may read it, and until when they are on leave: who is away keeps the vote."""
    until = [(each, getattr(each.member, "away_until", None)) for each in reader.missing(consultation)]
    return [(each, said_until(moment) if moment else "") for each, moment in until]


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


def of_item(page: ReviewedPage, user: SomeUser) -> list[Shown]:
    """Every vote on an item, the last one first. Six queries, whatever their number."""
    reader = Reader.of(user, page.own_board)
    return [shown(each, reader) for each in Consultation.objects.filter(page=page).with_ballots().with_supplements()]


def of_board(board: Board) -> QuerySet[Consultation]:
    """Those that run first, the sooner to end above, then those that are over, newest first."""
    order = (F("settled_at").desc(nulls_first=True), "ends_at", "-pk")
    return Consultation.objects.filter(board=board).with_ballots().with_supplements().order_by(*order)


@dataclass(frozen=True)
class Asked:
    """A line of the desk: what this person is asked, in whose stead, whether again since the question was added to, or that the others have
    answered and a word is missing: this person's, or, for who called it and the secretary, nobody's (a sentence)."""

    consultation: Consultation
    in_stead_of: Member | None = None
    is_outdated: bool = False
    wants_word: bool = False
    left_to_nobody: str = ""


def waiting_for(user: SomeUser, seats: Iterable[Member], deeds: Iterable[Delegation]) -> list[Asked]:
    """What waits for this person's ballot, own or lent, and for a word: theirs, or nobody's as yet. Three queries, and two for each that is nobody's."""
    lent = list(deeds)
    own = [Asked(each.consultation, is_outdated=_is_sent(each)) for each in _awaited().filter(user=signed_in(user))]
    return [*own, *_to_cast_for_others(lent), *_to_decide(seats, lent)]


def _awaited() -> QuerySet[Elector]:
    """Whose ballot is missing where ballots are taken, or was sent (`sent_at`) before the question was last added to; the sooner to end first."""
    voting = Elector.objects.filter(
        has_vote=True, consultation__closed_at=None, member__is_active=True, member__user=F("user")
    )
    last = Ballot.objects.filter(elector=OuterRef("pk")).order_by("-number")
    added = Supplement.objects.filter(consultation=OuterRef("consultation")).order_by("-at").values("at")[:1]
    voting = voting.annotate(sent_at=Subquery(last.values("at")[:1]), lent=Subquery(last.values("delegation")[:1]))
    missing = voting.filter(Q(sent_at=None) | Q(sent_at__lt=Subquery(added)))
    related = missing.select_related("consultation__board", "consultation__step", "member__user")
    return related.order_by("consultation__ends_at", "pk")


def _is_sent(elector: Any) -> bool:
    """Whether an awaited ballot was sent once."""
    return elector.sent_at is not None


def _to_cast_for_others(deeds: list[Delegation]) -> list[Asked]:
    voting = {deed.giver_id: deed for deed in deeds if Act.VOTE in deed.acts}
    if not voting:
        return []
    return [
        Asked(each.consultation, each.member, is_outdated=_is_sent(each))
        for each in _awaited().filter(Q(sent_at=None) | Q(lent__isnull=False), member__in=voting)
        if voting[each.member_id].covers_vote(each.consultation.step)
    ]


def _to_decide(seats: Iterable[Member], deeds: list[Delegation]) -> list[Asked]:
    """What wants the word of who presides: as the chief, or under a deed, which lends it only where a tie is left to the chair. Who called it,
    and the secretary, read what is left to nobody."""
    sitting = list(seats)
    own = {seat.board_id for seat in sitting if seat.role == RoleKey.CHIEF}
    lent = {deed.board_id for deed in deeds if Act.CONCLUDE in deed.acts}
    watched = {seat.board_id for seat in sitting if seat.role == RoleKey.SECRETARY}
    wanting = Consultation.objects.unsettled().exclude(closed_at=None).select_related("board__charter", "step")
    theirs = Q(board__in=own | lent | watched) | Q(called_by__in=[seat.pk for seat in sitting])
    found = []
    for each in wanting.filter(theirs).defer("board__charter__content"):
        is_lent = each.board_id in lent and (each.tie == "chair" or each.outcome == Outcome.ANSWERED)
        if each.board_id in own or is_lent:
            found.append(Asked(each, wants_word=True))
        elif said := vote_sentence.left_to_nobody(each):
            found.append(Asked(each, left_to_nobody=said))
    return found
