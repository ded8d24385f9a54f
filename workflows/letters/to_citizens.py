"""A letter to a citizen that no table keeps: the address is opened, used and forgotten (decision 0022).

One that was taken up is never taken up again, so a worker that dies in that moment leaves a letter unsent rather than sent twice; what it
says stands on the portal in any case.
"""

import logging
import smtplib
from collections.abc import Callable
from enum import Enum, auto
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.utils import timezone

from workflows.letters.writing import subject_and_body

logger = logging.getLogger("portal.letters")
IN_ONE_TURN = 100


class Outcome(Enum):
    SENT = auto()
    REFUSED = auto()  # the address is wrong: no later letter arrives either
    LATER = auto()


class Letter(NamedTuple):
    """To whom, what (the first line is the subject), and what the log calls it."""

    address: str | None  # None where no key opens it
    text: str
    about: str


def send_owed(owed: QuerySet[Any], letter_of: Callable[[Any], Letter]) -> int:
    """Send what is owed by these rows, which have a column `told_at`, each once; how many went out."""
    keys = owed.filter(told_at=None).order_by("pk").values_list("pk", flat=True)
    return sum(_send_one(owed.filter(pk=key), letter_of) for key in list(keys[:IN_ONE_TURN]))


def _send_one(row: QuerySet[Any], letter_of: Callable[[Any], Letter]) -> bool:
    if not row.filter(told_at=None).update(told_at=timezone.now()) or (found := row.first()) is None:
        return False
    address, text, about = letter_of(found)
    if not address:
        logger.error("the address for %s cannot be opened", about)
        return False
    outcome = send(address, text, about)
    if outcome is Outcome.LATER:
        row.update(told_at=None)
    return outcome is Outcome.SENT


def send(address: str, text: str, about: str) -> Outcome:
    """Send it now. The first line of `text` is the subject; `about` names the matter in the log, which never holds the address."""
    subject, body = subject_and_body(text)
    connection = get_connection(_backend())
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address], connection=connection).send()
    except smtplib.SMTPRecipientsRefused:
        logger.error("the letter about %s was refused by the recipient's server", about)
        return Outcome.REFUSED
    except OSError as error:  # smtplib's errors and those of the network; their words may name the address
        logger.error("the letter about %s was not taken: %s", about, type(error).__name__)
        return Outcome.LATER
    return Outcome.SENT


def _backend() -> str:
    """What really sends: Django's own setting names the table of letters."""
    backends: Any = settings.POST_OFFICE["BACKENDS"]
    return str(backends["default"])
