"""Letters that open an account: to whoever is given one, to whoever has forgotten the password.

What they hold is kept in no table and shown on no screen, so they do not go into the outbox with the others: they are sent at once.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.forms.auth import PasswordResetForm

from vietnamese.signs import one_line
from workflows.letters.writing import subject_and_body

SECONDS = 5  # that a person waits for the mail server
logger = logging.getLogger("portal.letters")


def invite(account: Any) -> bool:
    """A letter with which the person chooses a password; nobody else ever sets one. False where it could not be sent."""
    path = reverse(
        "wagtailadmin_password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(account.pk)),
            "token": default_token_generator.make_token(account),
        },
    )
    text = render_to_string(
        "workflows/letters/invitation.txt", {"account": account, "link": settings.WAGTAILADMIN_BASE_URL + path}
    )
    return _sent(*subject_and_body(text), account.email)


class ForgottenPasswordForm(PasswordResetForm):
    """Wagtail's, for whoever never chose a password too: so a letter that got lost can be asked for again."""

    def get_users(self, email: str) -> Any:
        return get_user_model().objects.filter(email__iexact=email, is_active=True)

    def send_mail(
        self, subject_template_name: str, email_template_name: str, context: dict[str, Any], from_email: str | None,
        to_email: str, html_email_template_name: str | None = None,
    ) -> None:  # fmt: skip
        subject = render_to_string(subject_template_name, context)
        _sent(*subject_and_body(f"{one_line(subject)}\n{render_to_string(email_template_name, context)}"), to_email)


def _sent(subject: str, body: str, address: str) -> bool:
    connection = get_connection(settings.EMAIL_BACKEND_AT_ONCE, timeout=SECONDS)
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address], connection=connection).send()
    except OSError:  # what mail servers answer and what networks do, `SMTPException` too
        logger.exception("a letter that opens an account was not sent")
        return False
    return True
