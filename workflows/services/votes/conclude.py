"""The word of who presides: on a tie (R48), and on a written consultation (R92)."""

from typing import Any

from django.db import transaction

from workflows.gate import electorate
from workflows.ledger import ledger
from workflows.models.consultation import Consultation
from workflows.rules import vote_count
from workflows.rules import votes as vote_rules
from workflows.rules.act import Act
from workflows.rules.refusal import Refused
from workflows.rules.vote_count import Outcome
from workflows.services.locking import hold_vote
from workflows.services.votes.settle import settle


@transaction.atomic
def give_word(consultation: Consultation, user: Any, choice: str, opinion: str) -> None:
    """Decide a tie. Raises `Refused`."""
    consultation, opinion = hold_vote(consultation), opinion.strip()
    ground = electorate.decides_tie(user, consultation)
    is_tied = consultation.outcome == Outcome.TIED
    refusal = vote_rules.may_give_word(is_tied=is_tied, decides=ground is not None, choice=choice, opinion=opinion)
    if refusal:
        raise Refused(refusal, consultation.page_id)
    if ground is None:  # the rules have refused it
        return
    actor = ledger.Actor.of(ground.seat, ground.deed)
    result = {**consultation.result, "word": choice, "word_by": f"{actor.person} ({actor.capacity})"}
    consultation.conclusion = opinion
    known = electorate.count(consultation, result["left"], result["decider"], choice)
    settle(consultation, vote_count.outcome(consultation.rule, known), result, Act.CONCLUDE, actor)


@transaction.atomic
def conclude(consultation: Consultation, user: Any, text: str) -> None:
    """Conclude a written consultation; the conclusion is sent to everybody who was asked (R94). Raises `Refused`."""
    consultation, text = hold_vote(consultation), text.strip()
    ground = electorate.presides(user, consultation)
    is_answered = consultation.outcome == Outcome.ANSWERED
    if refusal := vote_rules.may_conclude(is_answered=is_answered, presides=ground is not None, text=text):
        raise Refused(refusal)
    if ground is None:  # the rules have refused it
        return
    actor = ledger.Actor.of(ground.seat, ground.deed)
    consultation.conclusion = text
    result = {**consultation.result, "concluded_by": f"{actor.person} ({actor.capacity})"}
    settle(consultation, Outcome.CONCLUDED, result, Act.CONCLUDE, actor, text)
