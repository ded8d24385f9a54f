"""Who presides over a vote or consultation, to whom a tie is left, and on what they stand (R48, R58, R92). Reads only."""

from workflows.charter.words import RoleKey
from workflows.gate import acting_for
from workflows.gate.electorate import authors_of
from workflows.models.board import Member
from workflows.models.consultation import Consultation
from workflows.models.delegation import Delegation
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.vote_count import WAITING, Outcome


def presides(user: SomeUser, consultation: Consultation) -> acting_for.Ground | None:
    """On what this person presides over the matter (R92): as the chief, or under a deed for it."""
    is_sensitive = bool(consultation.step and consultation.step.is_sensitive)
    return acting_for.for_board(user, consultation.board, Act.CONCLUDE, [RoleKey.CHIEF], is_sensitive=is_sensitive)


def leads(user: SomeUser, consultation: Consultation) -> acting_for.Ground | None:
    """On what this person corrects or stops what was sent: on the seat that called it, else as who presides."""
    return called(user, consultation) or presides(user, consultation)


def called(user: SomeUser, consultation: Consultation) -> acting_for.Ground | None:
    """The seat that called it, if this person sits on it."""
    called_by = (seat for seat in consultation.board.seats if seat.pk == consultation.called_by_id)
    own = next((seat for seat in called_by if seat.user_id == user.pk and user.is_active), None)
    return acting_for.Ground(own) if own else None


def decides_tie(user: SomeUser, consultation: Consultation) -> acting_for.Ground | None:
    """On what this person gives the word on a tie: a deed lends it only where the charter leaves it to the chair."""
    ground = presides(user, consultation)
    if ground is None or (consultation.tie == "chief" and ground.deed):
        return None
    is_author = consultation.step is not None and user.pk in authors_of(consultation.step)
    return None if is_author else ground


def decider_of(consultation: Consultation) -> Member | None:
    """To whom a tie is left (R48, R58): the chief; where it is left to the chair, whoever presides, if the chief has not voted in person.
    None where that is nobody: the seat is empty, or who sits there wrote the item."""
    authors, chief = authors_of(consultation.step) if consultation.step else set(), _chief_of(consultation)
    able = chief if chief and chief.user_id and chief.user_id not in authors else None
    if consultation.tie != "chair" or _has_voted_in_person(able, consultation):
        return able
    is_sensitive = bool(consultation.step and consultation.step.is_sensitive)
    deeds = Delegation.objects.in_force().filter(board=consultation.board, giver=chief).order_by("pk")
    lent = (deed for deed in deeds if Act.CONCLUDE in deed.acts and (deed.includes_sensitive or not is_sensitive))
    return next((deed.receiver for deed in lent if deed.receiver_user_id not in authors), able)


def is_left_to_nobody(consultation: Consultation) -> bool:
    """Whether a word is missing, on a tie or as the conclusion, and nobody sits on the board now who could give it: the seat is empty, its
    account closed, or who sits there wrote the item."""
    if consultation.settled_at is not None or consultation.outcome not in WAITING:
        return False
    wanted = decider_of(consultation) if consultation.outcome == Outcome.TIED else _chief_of(consultation)
    return not (wanted and wanted.user and wanted.user.is_active)


def _chief_of(consultation: Consultation) -> Member | None:
    return next((seat for seat in consultation.board.seats if seat.role == RoleKey.CHIEF), None)


def _has_voted_in_person(member: Member | None, consultation: Consultation) -> bool:
    """The last ballot of the seat counts."""
    seats = (each for each in consultation.electors.all() if member and each.member_id == member.pk)
    own = next((each.ballot for each in seats), None)
    return own is not None and own.delegation_id is None
