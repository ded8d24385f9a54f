"""Letters about what is put to the board."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import TaskState

from workflows.charter.words import RoleKey
from workflows.letters.writing import write
from workflows.models.consultation import Consultation, Supplement
from workflows.models.delegation import Delegation
from workflows.rules.act import Act


def vote_opened(consultation: Consultation) -> None:
    """To everybody who is asked, and to whom they lent their vote, once each."""
    _about_vote("vote_opened", consultation, _asked(consultation))


def vote_ends_soon(consultation: Consultation) -> None:
    """To the same, and who called it: an hour is left."""
    _about_vote("vote_ends_soon", consultation, [*_asked(consultation), *_caller(consultation)])


def vote_corrected(consultation: Consultation, added: Supplement) -> None:
    """To the same: what was added to the question, or put right in it."""
    _about_vote("vote_corrected", consultation, [*_asked(consultation), *_caller(consultation)], added=added)


def _asked(consultation: Consultation) -> list[Any]:
    electors = consultation.electors.select_related("user")
    deeds = Delegation.objects.in_force().with_scope().filter(giver__in=electors.filter(has_vote=True).values("member"))
    proxies = [deed.receiver.user for deed in deeds if deed.covers_vote(consultation.step)]
    return [*(each.user for each in electors), *proxies]


def _caller(consultation: Consultation) -> list[Any]:
    return [consultation.called_by.user] if consultation.called_by else []


def vote_waits(consultation: Consultation) -> None:
    """To the chief, and to whoever presides in the chief's stead: a consultation waits for its conclusion, or a tie for a word."""
    chief = consultation.board.members.active().filter(role=RoleKey.CHIEF).select_related("user")
    deeds = Delegation.objects.in_force().with_scope().filter(giver__in=chief)
    is_chiefs_alone = consultation.step is not None and consultation.tie == "chief"
    presiding = [deed.receiver.user for deed in deeds if Act.CONCLUDE in deed.acts and not is_chiefs_alone]
    _about_vote("vote_waits", consultation, [*(member.user for member in chief), *presiding])


def vote_result(consultation: Consultation, summary: str) -> None:
    """To everybody who was asked (R94), who asked, and, where the item stays where it was, those for whom it waits and its author."""
    people: list[Any] = [each.user for each in consultation.electors.select_related("user")]
    step = consultation.step
    people += _caller(consultation)
    if step and step.status == TaskState.STATUS_IN_PROGRESS:
        people += [step.workflow_state.requested_by, *(member.user for member in step.entitled.select_related("user"))]
    _about_vote("vote_result", consultation, people, summary=summary)


def _about_vote(template: str, consultation: Consultation, people: Iterable[Any], **context: Any) -> None:
    path = reverse("consultation", args=[consultation.board.slug, consultation.pk])
    link = settings.WAGTAILADMIN_BASE_URL + path
    write(template, people, {"asked": consultation, "board": consultation.board, "link": link, **context})
