"""The letters an hour before the end of a vote or consultation: to all, once."""

from django.db import transaction
from django.utils import timezone

from workflows.letters import votes as votes_letters
from workflows.models.consultation import WARNED_BEFORE, Consultation


@transaction.atomic
def warn(consultation: Consultation) -> bool:
    """For the worker; whether it was for this call to write them. What was opened within the hour has just been told of its end."""
    mine = Consultation.objects.ending_soon().filter(pk=consultation.pk).update(warned_at=timezone.now())
    if not mine or consultation.ends_at - consultation.opened_at <= WARNED_BEFORE:
        return False
    votes_letters.vote_ends_soon(consultation)
    return True
