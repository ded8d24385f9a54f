"""The word of who presides: on a tie (R48), and on a written consultation (R92)."""

from django.db import transaction

from workflows.gate import presiding, vote_result, votes
from workflows.gate.votes import Said
from workflows.models.consultation import Consultation
from workflows.models.some_user import SomeUser
from workflows.rules import vote_count
from workflows.rules.act import Act
from workflows.rules.vote_count import Outcome
from workflows.rules.votes import VoteAct
from workflows.services.locking import actor_on, lock_vote
from workflows.services.votes.settle import settle


@transaction.atomic
def give_word(consultation: Consultation, user: SomeUser, choice: str, opinion: str) -> None:
    """Decide a tie. Raises `Refused`."""
    consultation, opinion = lock_vote(consultation), opinion.strip()
    votes.require(user, VoteAct.DECIDE_TIE, consultation, Said(choice=choice, text=opinion))
    actor = actor_on(presiding.decides_tie(user, consultation))
    stored, said_by = consultation.result, f"{actor.person} ({actor.capacity})"
    known = vote_result.count(consultation, stored["left"], stored["decider"], choice)
    base = vote_count.base(consultation.rule, known)  # not told by what was tied before results told it: the same there
    result = {**stored, "base": base, "word": choice, "word_by": said_by}
    consultation.conclusion = opinion
    settle(consultation, vote_count.outcome(consultation.rule, known), result, Act.CONCLUDE, actor)


@transaction.atomic
def conclude(consultation: Consultation, user: SomeUser, text: str) -> None:
    """Conclude a written consultation; the conclusion is sent to everybody who was asked (R94). Raises `Refused`."""
    consultation, text = lock_vote(consultation), text.strip()
    votes.require(user, VoteAct.CONCLUDE, consultation, Said(text=text))
    actor = actor_on(presiding.presides(user, consultation))
    consultation.conclusion = text
    result = {**consultation.result, "concluded_by": f"{actor.person} ({actor.capacity})"}
    settle(consultation, Outcome.CONCLUDED, result, Act.CONCLUDE, actor, text)
