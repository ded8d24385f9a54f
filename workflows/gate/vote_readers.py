"""Who reads what of a vote or consultation: facts for `rules/vote_readers.py`. Reads only."""

from collections import defaultdict
from dataclasses import dataclass

from workflows.charter.words import RoleKey
from workflows.gate import presiding, vote_result
from workflows.models.board import Board
from workflows.models.consultation import Consultation, Elector
from workflows.models.some_user import SomeUser
from workflows.rules import vote_readers
from workflows.rules.refusal import Refusal
from workflows.rules.vote_readers import ReaderFacts, VoteReading


@dataclass(frozen=True)
class Reader:
    """A person before the votes of one board; their seats there are read once."""

    user: SomeUser
    roles: frozenset[RoleKey]

    @classmethod
    def of(cls, user: SomeUser, board: Board) -> "Reader":
        return cls(user, _roles_on(board)[user.pk])

    def ask_names(self, consultation: Consultation) -> Refusal | None:
        """Why this person does not read who said what; its ballots are at hand."""
        facts = ReaderFacts(self.roles, is_asked=self.user.pk in _asked(consultation))
        return vote_readers.may(VoteReading.NAMES, facts)

    def missing(self, consultation: Consultation) -> list[Elector]:
        """Whose ballots are missing while they come in; none for whoever may not read it."""
        if not consultation.is_open:
            return []
        facts = ReaderFacts(self.roles, leads=presiding.leads(self.user, consultation) is not None)
        refusal = vote_readers.may(VoteReading.MISSING, facts)
        return [] if refusal else vote_result.missing(consultation)


def readers_of_names(consultation: Consultation) -> set[int]:
    """The accounts to which letters name who said what."""
    asked, roles = _asked(consultation), _roles_on(consultation.board)
    return {
        account
        for account in {*asked, *roles}
        if account and not vote_readers.may(VoteReading.NAMES, ReaderFacts(roles[account], is_asked=account in asked))
    }


def _asked(consultation: Consultation) -> set[int]:
    """Who was asked and still sits there."""
    return {each.user_id for each in consultation.electors.all() if each.holds_seat}


def _roles_on(board: Board) -> defaultdict[int | None, frozenset[RoleKey]]:
    held: defaultdict[int | None, frozenset[RoleKey]] = defaultdict(frozenset)
    for seat in board.seats:
        held[seat.user_id] |= {RoleKey(seat.role)}
    return held
