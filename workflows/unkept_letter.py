"""A letter to a citizen that no table keeps: the address is opened, used and forgotten (decision 0022)."""

import logging
import smtplib
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger("portal.letters")


class Outcome(Enum):
    SENT = auto()
    REFUSED = auto()  # the address is wrong: no later letter arrives either
    LATER = auto()


def send(address: str, text: str, about: str) -> Outcome:
    """Send it now. The first line of `text` is the subject; `about` names the matter in the log, which never holds the address."""
    subject, _blank, body = text.strip().partition("\n")
    connection = get_connection(_backend())
    try:
        EmailMessage(
            subject[:180], body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [address], connection=connection
        ).send()
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
