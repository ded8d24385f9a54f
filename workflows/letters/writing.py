"""Writing letters to members: a row in the act's own transaction.

`run_worker` sends it afterwards, keeps it, and tries again when the mail server refuses. No act waits for a mail server, and a rolled-back
act leaves no letter."""

import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from post_office import mail
from post_office.models import PRIORITY, Email

from vietnamese.signs import carried, one_line
from workflows.letters.personal_link import personal
from workflows.models.decision import Decision
from workflows.models.reviewed import ReviewedPage
from workflows.rules.act import Act

logger = logging.getLogger("portal.letters")


LONGEST_SUBJECT = 180  # characters
# Rows that no letter is about.
BESIDE = (
    Act.SKIP, Act.APPOINT, Act.CALL_OFF, Act.CORRECT_VOTE, Act.CLOSE_VOTE, Act.CAST, Act.MISTAKE, Act.CHECK, Act.QUESTION,
)  # fmt: skip


def last_row(page: ReviewedPage) -> Decision | None:
    return Decision.objects.filter(page_id=page.pk).exclude(act__in=BESIDE).order_by("-number").first()


def send(template: str, page: ReviewedPage, people: Iterable[Any], **context: Any) -> None:
    link = settings.WAGTAILADMIN_BASE_URL + reverse("review_file", args=[page.pk])
    write(template, people, {"page": page, "board": page.board, "link": link, **context})


def write(template: str, people: Iterable[Any], context: dict[str, Any]) -> int:
    """One letter per address, with a link of its own. Returns how many were written."""
    told = {person.email: person for person in people if person is not None and person.is_active and person.email}
    return write_to(
        (template, address, {**context, "link": personal(context["link"], person)})
        for address, person in sorted(told.items())
    )


def write_to(letters: Iterable[tuple[str, str, dict[str, Any]]]) -> int:
    """Letters by template, address and context, in one go. Returns how many were written."""
    written = [_mail(*letter) for letter in letters if _is_address(letter[1])]
    if written:
        mail.send_many(written)
    return len(written)


def write_one(template: str, address: str, context: dict[str, Any]) -> Email | None:
    """One letter, as the row that says whether it went out; None where that is no address."""
    return mail.send(**_mail(template, address, context)) if _is_address(address) else None


def _mail(template: str, address: str, context: dict[str, Any]) -> dict[str, Any]:
    subject, body = subject_and_body(render_to_string(f"workflows/letters/{template}.txt", context))
    return {
        "recipients": address,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "subject": subject,
        "message": body,
        "priority": PRIORITY.medium,
    }


def subject_and_body(text: str) -> tuple[str, str]:
    """A letter's parts as mail can carry them: its first line, cut where mail programs cut it, and the rest."""
    subject, _blank, body = text.strip().partition("\n")
    return one_line(subject)[:LONGEST_SUBJECT], carried(body).strip() + "\n"


def _is_address(written: str) -> bool:
    """An account with a mistyped address must not stop the chain."""
    try:
        validate_email(written)
    except ValidationError:
        logger.error("no letter to %r: not an e-mail address", written)
        return False
    return True
