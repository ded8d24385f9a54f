"""Letters about what is put to the board. The secretaries get them all (TQ Đ8, AG Đ12.1)."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import TaskState

from workflows.charter.words import RoleKey
from workflows.gate import vote_readers, vote_sentence
from workflows.letters.writing import write
from workflows.models.consultation import Consultation, Supplement
from workflows.models.delegation import Delegation
from workflows.rules.act import Act


def vote_opened(consultation: Consultation) -> None:
    """To everybody who is asked, and to whom they lent their vote, once each; to the secretaries, if somebody else asks."""
    asked, known = _asked(consultation), _caller(consultation)
    secretaries = _without(_secretaries(consultation), [*asked, *known])
    advice = vote_sentence.advice(consultation)
    for people, is_asked in ((asked, True), (secretaries, False)):
        _about_vote("vote_opened", consultation, people, is_asked=is_asked, advice=advice)


def vote_ends_soon(consultation: Consultation) -> None:
    """To the same, and who called it: an hour is left."""
    _about_vote("vote_ends_soon", consultation, _everybody(consultation))


def vote_corrected(consultation: Consultation, added: Supplement) -> None:
    """To the same: what was added to the question, or put right in it."""
    _about_vote("vote_corrected", consultation, _everybody(consultation), added=added)


def vote_waits(consultation: Consultation) -> None:
    """To the chief, and to whoever presides in the chief's stead: a consultation waits for its conclusion, or a tie for a word."""
    chief = consultation.board.members.active().filter(role=RoleKey.CHIEF).select_related("user")
    deeds = Delegation.objects.in_force().with_scope().filter(giver__in=chief)
    is_chiefs_alone = consultation.step is not None and consultation.tie == "chief"
    presiding = [deed.receiver.user for deed in deeds if Act.CONCLUDE in deed.acts and not is_chiefs_alone]
    deciding = [*(member.user for member in chief), *presiding]
    _about_vote("vote_waits", consultation, deciding)
    _about_result(consultation, _without(_secretaries(consultation), deciding))


def vote_result(consultation: Consultation) -> None:
    """To everybody who was asked (R94), who asked, the secretaries, and, where the item stays where it was, those for whom it waits and its author."""
    people: list[Any] = [each.user for each in consultation.electors.select_related("user")]
    step = consultation.step
    people += [*_caller(consultation), *_secretaries(consultation)]
    if step and step.status == TaskState.STATUS_IN_PROGRESS:
        people += [step.workflow_state.requested_by, *(member.user for member in step.entitled.select_related("user"))]
    _about_result(consultation, people)


def _about_result(consultation: Consultation, people: Iterable[Any]) -> None:
    """What it came to: for the board with who said what, for everybody else without."""
    told, named = [each for each in people if each], vote_readers.readers_of_names(consultation)
    for is_named in (True, False):
        readers = [each for each in told if (each.pk in named) == is_named]
        summary = vote_sentence.summary(consultation, is_named=is_named)
        _about_vote("vote_result", consultation, readers, summary=summary)


def _asked(consultation: Consultation) -> list[Any]:
    electors = consultation.electors.select_related("user")
    deeds = Delegation.objects.in_force().with_scope().filter(giver__in=electors.filter(has_vote=True).values("member"))
    proxies = [deed.receiver.user for deed in deeds if deed.covers_vote(consultation.step)]
    return [*(each.user for each in electors), *proxies]


def _caller(consultation: Consultation) -> list[Any]:
    return [consultation.called_by.user] if consultation.called_by else []


def _secretaries(consultation: Consultation) -> list[Any]:
    return [seat.user for seat in consultation.board.seats if seat.role == RoleKey.SECRETARY]


def _everybody(consultation: Consultation) -> list[Any]:
    return [*_asked(consultation), *_caller(consultation), *_secretaries(consultation)]


def _without(people: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    known = set(others)
    return [each for each in people if each not in known]


def _about_vote(template: str, consultation: Consultation, people: Iterable[Any], **context: Any) -> None:
    path = reverse("consultation", args=[consultation.board.slug, consultation.pk])
    link = settings.WAGTAILADMIN_BASE_URL + path
    write(template, people, {"asked": consultation, "board": consultation.board, "link": link, **context})
