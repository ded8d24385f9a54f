"""Adding to a question that was sent, or putting it right (bổ sung, đính chính): what was sent stays, all who are asked are told."""

from typing import Any

from django.db import transaction

from workflows.gate import presiding, votes
from workflows.gate.votes import Said
from workflows.ledger import ledger
from workflows.letters import votes as votes_letters
from workflows.models.consultation import Consultation, Supplement
from workflows.models.some_user import SomeUser
from workflows.rules.act import Act
from workflows.rules.votes import VoteAct
from workflows.services.locking import actor_on, lock_vote


@transaction.atomic
def correct(consultation: Consultation, user: SomeUser, text: str, document: Any = None) -> Supplement:
    """`document`: one of Wagtail's document model, if any. Ballots that were sent stay and can be changed. Raises `Refused`."""
    consultation, text = lock_vote(consultation), text.strip()
    votes.require(user, VoteAct.CORRECT, consultation, Said(text=text))
    actor = actor_on(presiding.leads(user, consultation))
    added = Supplement(
        consultation=consultation,
        number=consultation.supplements.count() + 1,
        text=text,
        said_by=f"{actor.person} ({actor.capacity})",
    )
    added.attach(document)
    ledger.write(
        consultation.board,
        Act.CORRECT_VOTE,
        actor,
        seal=added.seal,
        comment="\n".join(filter(None, (text, added.document_name))),
        **ledger.about_vote(consultation),
    )
    added.save(force_insert=True)
    votes_letters.vote_corrected(consultation, added)
    return added
