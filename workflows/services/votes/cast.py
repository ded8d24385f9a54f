"""Sending a ballot (gửi phiếu ý kiến): for the own seat, or for whoever lent their vote in writing (R91)."""

import secrets

from django.db import transaction

from workflows.gate import electorate, votes
from workflows.gate.votes import Said
from workflows.ledger import ledger
from workflows.models.consultation import Ballot, Consultation
from workflows.models.some_user import SomeUser, signed_in
from workflows.rules.act import Act
from workflows.rules.vote_count import Choice
from workflows.rules.votes import VoteAct
from workflows.services.locking import lock_vote


@transaction.atomic
def cast(consultation: Consultation, user: SomeUser, elector: int, choice: str, opinion: str) -> None:
    """A later ballot of a seat takes the earlier one's place. The last one that was missing closes nothing: each can be changed until the end. Raises `Refused`."""
    consultation, opinion = lock_vote(consultation), opinion.strip()
    votes.require(user, VoteAct.CAST, consultation, Said(choice=choice, text=opinion, elector=elector))
    seat = electorate.seat_of(user, consultation, elector)
    if seat is None:  # the rules have refused it
        return
    last = seat.ballot
    ballot = Ballot(
        elector=seat.elector,
        number=last.number + 1 if last else 1,
        choice=choice if seat.elector.has_vote else Choice.OPINION,
        opinion=opinion,
        salt=secrets.token_hex(32),
        user=signed_in(user).pk,
        delegation=seat.deed,
    )
    actor = ledger.Actor.of(seat.deed.receiver if seat.deed else seat.elector.member, seat.deed)
    ledger.write(consultation.board, Act.CAST, actor, seal=ballot.seal, **ledger.about_vote(consultation))
    ballot.save(force_insert=True)
