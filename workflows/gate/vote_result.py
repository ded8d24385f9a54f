"""What the ballots of a vote come to as they stand now: the count, and whether anything is missing. Reads only."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from workflows.charter.words import RoleKey
from workflows.gate.presiding import decider_of
from workflows.models.consultation import Ballot, Consultation, Elector
from workflows.rules import vote_count
from workflows.rules.vote_count import Choice, Count


def left(electors: Iterable[Elector]) -> list[int]:
    """The seats that other people, or nobody, hold by now."""
    return sorted(each.member_id for each in electors if not each.holds_seat)


def count(
    consultation: Consultation,
    gone: Collection[int],
    decider: int | None,
    word: str = "",
    *,
    has_lent_tie: bool = False,
) -> Count:
    """What the ballots come to, without those of seats that are `gone`; `decider` is a member, and `word` what they said on a tie.
    `has_lent_tie`: that a ballot which a proxy sent for the decider settles a tie too, as it once did (decision 0020)."""
    electors = list(consultation.electors.all())
    voting = [each for each in electors if each.has_vote]
    counted = {each.member_id: each.ballot for each in voting if each.member_id not in gone}
    choices = [ballot.choice for ballot in counted.values() if ballot]
    return Count(
        entitled=len(voting),
        yes=choices.count(Choice.YES),
        no=choices.count(Choice.NO),
        other=choices.count(Choice.OTHER),
        decisive=_decisive(word, counted.get(decider) if decider else None, has_lent_tie),
        has_decider=decider is not None and not _is_asked_without_vote(decider, electors),
    )


def _decisive(word: str, ballot: Ballot | None, has_lent_tie: bool) -> Choice | None:
    """What settles a tie: the word on it, else the decider's ballot, sent in person; None where that is neither yes nor no."""
    is_own = ballot is not None and (has_lent_tie or ballot.delegation_id is None)
    said = word or (ballot.choice if ballot and is_own else "")
    return Choice(said) if said in (Choice.YES, Choice.NO) else None


def _is_asked_without_vote(member: int, electors: Iterable[Elector]) -> bool:
    return any(each.member_id == member and not each.has_vote for each in electors)


def outdated(consultation: Consultation, gone: Collection[int] = ()) -> list[Elector]:
    """Whose ballot was sent before the question was last added to, without those of seats that are `gone`. It counts unless they send another."""
    corrected_at = max((each.at for each in consultation.supplements.all()), default=None)
    if corrected_at is None:
        return []
    voting = [each for each in consultation.electors.all() if each.has_vote and each.member_id not in gone]
    return [each for each in voting if each.ballot and each.ballot.at < corrected_at]


def missing(consultation: Consultation) -> list[Elector]:
    """Those who still have a vote and have not used it, or not since the question was last added to."""
    late = outdated(consultation)
    voting = [each for each in consultation.electors.all() if each.has_vote and each.holds_seat]
    return [each for each in voting if not each.ballot or each in late]


def is_decided(consultation: Consultation) -> bool:
    """Whether nothing is missing: everybody has sent a ballot, or, in a vote, those still to come cannot change the outcome."""
    return not missing(consultation) or (consultation.step is not None and _is_settled(consultation))


def _is_settled(consultation: Consultation) -> bool:
    decider, awaited = decider_of(consultation), missing(consultation)
    gone = [*left(consultation.electors.all()), *(each.member_id for each in awaited)]
    known = count(consultation, gone, decider.pk if decider else None)
    if consultation.tie == "chair" and any(each.role == RoleKey.CHIEF for each in awaited):
        known = replace(known, decisive=None)  # the chief's own ballot would take the tie over
    return vote_count.is_settled(consultation.rule, known)
