"""Who is asked, for whom a person may send a ballot, to whom a tie is left, and what the ballots come to. Reads only."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from workflows.charter.schema import RoleKey
from workflows.gate import acting_for
from workflows.models.board import Board, Member
from workflows.models.chain import StepState, holders
from workflows.models.consultation import Ballot, Consultation, Elector
from workflows.models.delegation import Delegation
from workflows.rules import vote_count
from workflows.rules.act import Act
from workflows.rules.vote_count import Choice, Count
from workflows.rules.votes import CastFacts


def authors_of(state: StepState) -> set[int]:
    """The accounts that wrote any part of what is judged at this step: they have an opinion on it, and no vote."""
    return state.authors


def electors_of(board: Board, roles: Iterable[RoleKey], authors: Collection[int] = ()) -> list[Elector]:
    """Who would be asked now, not saved: one per person, on the first of their seats."""
    seats = holders(board, list(roles)).filter(user__is_active=True).select_related("user").order_by("pk")
    first = {seat.user_id: seat for seat in reversed(seats)}
    return [
        Elector(
            member=seat,
            user=seat.user,
            person=seat.person_name[:300],
            capacity=seat.role_title[:300],
            role=seat.role,
            has_vote=seat.user_id not in authors,
        )
        for seat in sorted(first.values(), key=lambda seat: seat.pk)
    ]


def left(electors: Iterable[Elector]) -> list[int]:
    """The seats that other people, or nobody, hold by now."""
    return sorted(each.member_id for each in electors if not each.holds_seat)


def decider_of(consultation: Consultation) -> Member | None:
    """To whom a tie is left (R48, R58): the chief; where it is left to the chair, whoever presides, if the chief has not voted in person."""
    board = consultation.board
    chief = board.members.active().filter(role=RoleKey.CHIEF).first()
    own = next((each.ballot for each in consultation.electors.all() if chief and each.member_id == chief.pk), None)
    if consultation.tie != "chair" or (own and own.delegation_id is None):
        return chief
    deeds = Delegation.objects.in_force().filter(board=board, giver=chief).order_by("pk")
    is_sensitive = bool(consultation.step and consultation.step.is_sensitive)
    lent = (deed for deed in deeds if Act.CONCLUDE in deed.acts and (deed.includes_sensitive or not is_sensitive))
    return next((deed.receiver for deed in lent), chief)


def count(consultation: Consultation, gone: Collection[int], decider: int | None, word: str = "") -> Count:
    """What the ballots come to, without those of seats that are `gone`; `decider` is a member, and `word` what they said on a tie."""
    electors = list(consultation.electors.all())
    voting = [each for each in electors if each.has_vote]
    counted = {each.member_id: each.ballot for each in voting if each.member_id not in gone}
    choices = [ballot.choice for ballot in counted.values() if ballot]
    deciding = counted.get(decider) if decider else None
    said = word or (deciding.choice if deciding else "")
    return Count(
        entitled=len(voting),
        yes=choices.count(Choice.YES),
        no=choices.count(Choice.NO),
        other=choices.count(Choice.OTHER),
        decisive=Choice(said) if said in (Choice.YES, Choice.NO) else None,
        has_decider=decider is not None
        and not any(each.member_id == decider and not each.has_vote for each in electors),
    )


def is_complete(consultation: Consultation) -> bool:
    """Whether everybody who still has a vote has used it."""
    return all(each.ballot for each in consultation.electors.all() if each.has_vote and each.holds_seat)


def is_settled(consultation: Consultation) -> bool:
    """Whether the ballots that are missing cannot change the outcome."""
    decider = decider_of(consultation)
    known = count(consultation, left(consultation.electors.all()), decider.pk if decider else None)
    return vote_count.is_settled(consultation.rule, known)


def presides(user: Any, consultation: Consultation) -> acting_for.Standing | None:
    """On what this person presides over the matter (R92): as the chief, or under a deed for it."""
    is_sensitive = bool(consultation.step and consultation.step.is_sensitive)
    return acting_for.for_board(user, consultation.board, Act.CONCLUDE, [RoleKey.CHIEF], is_sensitive=is_sensitive)


def decides_tie(user: Any, consultation: Consultation) -> acting_for.Standing | None:
    """On what this person gives the word on a tie: a deed lends it only where the charter leaves it to the chair."""
    ground = presides(user, consultation)
    if ground is None or (consultation.tie == "chief" and ground.deed):
        return None
    is_author = consultation.step is not None and user.pk in authors_of(consultation.step)
    return None if is_author else ground


@dataclass(frozen=True)
class Seat:
    """A seat for which a person may send a ballot, the deed under which they do it for somebody else, and what the rules look at."""

    elector: Elector
    deed: Delegation | None
    facts: CastFacts

    @property
    def ballot(self) -> Ballot | None:
        return self.elector.ballot

    def saying(self, choice: str, opinion: str) -> CastFacts:
        """The facts with what is being sent."""
        return replace(self.facts, choice=choice, opinion=opinion)


def seats_of(user: Any, consultation: Consultation) -> list[Seat]:
    """The own seat, and those of whoever lent this person their vote (R91)."""
    lent = {
        (deed.giver_id, deed.giver_user_id): deed
        for deed in Delegation.objects.received_by(user).filter(board=consultation.board_id)
        if deed.covers_vote(consultation.step)
    }
    seats = []
    for each in consultation.electors.all():
        deed = lent.get((each.member_id, each.user_id))
        if each.user_id == user.pk:
            deed = None
        elif deed is None or not each.has_vote:
            continue
        wrote = deed is not None and consultation.step is not None and user.pk in authors_of(consultation.step)
        last = each.ballot
        facts = CastFacts(
            is_open=consultation.is_open and timezone.now() < consultation.ends_at,
            is_elector=True,
            holds_seat=each.holds_seat,
            has_vote=each.has_vote,
            stands_in=deed is not None,
            stand_in_wrote=wrote,
            has_voted_in_person=last is not None and last.delegation_id is None,
        )
        seats.append(Seat(each, deed, facts))
    return sorted(seats, key=lambda seat: seat.deed is not None)
