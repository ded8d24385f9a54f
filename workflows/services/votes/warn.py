"""What the worker tells of votes that run: their end, an hour before, once; and those that stand otherwise than the ledger says."""

import logging

from django.db import transaction
from django.utils import timezone

from workflows.gate import vote_standing
from workflows.letters import votes as votes_letters
from workflows.letters import votes_altered as altered_letters
from workflows.models.consultation import WARNED_BEFORE, Consultation

logger = logging.getLogger("portal.worker")


@transaction.atomic
def warn(consultation: Consultation) -> bool:
    """Whether it was for this call to write the letters. What was opened within the hour has just been told of its end."""
    if vote_standing.is_altered(consultation):
        return False
    mine = Consultation.objects.ending_soon().filter(pk=consultation.pk).update(warned_at=timezone.now())
    if not mine or consultation.ends_at - consultation.opened_at <= WARNED_BEFORE:
        return False
    votes_letters.vote_ends_soon(consultation)
    return True


@transaction.atomic
def tell_altered() -> int:
    """The letter of this week on each that is not settled and not as the ledger says; how many are told. Two queries where all are."""
    unsettled = Consultation.objects.unsettled().select_related("board", "step").order_by("pk")
    found = [each for each in vote_standing.altered(unsettled) if not altered_letters.is_told(each)]
    for each in found:
        logger.error("consultation %s differs from the ledger", each.pk)
        altered_letters.vote_altered(each)
    return len(found)
