"""Letters about deeds of delegation."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from workflows.letters.writing import write
from workflows.models.decision import Decision
from workflows.models.delegation import Delegation


def deed_waits(deed: Delegation) -> None:
    """To the giver: the secretary has written a deed that needs their word."""
    _about_deed("deed_waits", deed, [deed.giver.user])


def delegated(deed: Delegation) -> None:
    """To both, when a deed is confirmed."""
    _about_deed("delegated", deed, [deed.giver.user, deed.receiver.user])


def deed_ended(deed: Delegation, done: list[Decision]) -> None:
    """To both: what was done under a deed that has ended (R56)."""
    _about_deed("deed_ended", deed, [deed.giver_user, deed.receiver_user], done=done)


def reported_back(deed: Delegation, words: str) -> None:
    """To the giver, with the receiver's own words."""
    _about_deed("reported_back", deed, [deed.giver.user], words=words)


def _about_deed(template: str, deed: Delegation, people: Iterable[Any], **context: Any) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("delegations")
    write(template, people, {"deed": deed, "board": deed.board, "link": link, **context})
