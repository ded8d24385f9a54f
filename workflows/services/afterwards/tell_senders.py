"""The answer to whoever reported a mistake and left an e-mail address; and the end of what is kept of them."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from workflows.letters import sealed_contact
from workflows.letters.to_citizens import Letter, send_owed
from workflows.models.mistake import MistakeContact


def tell_senders() -> int:
    """Mail every answer that was not mailed yet; how many were."""
    owed = MistakeContact.objects.filter(is_email=True, report__closed_at__isnull=False)
    return send_owed(owed.select_related("report__page", "report__board__site"), _letter)


def _letter(contact: MistakeContact) -> Letter:
    report = contact.report
    link = report.board.root_url + reverse("mistake_followed", args=[report.code])
    text = render_to_string("workflows/letters/mistake_answered.txt", {"report": report, "link": link})
    return Letter(sealed_contact.unseal(contact.sealed), text, f"the answer to report {report.pk}")


def forget_contacts() -> int:
    """Remove the contacts of reports that were answered long enough ago; how many. The reports stay."""
    until = timezone.now() - datetime.timedelta(days=settings.MISTAKE_CONTACT_DAYS)
    return MistakeContact.objects.filter(report__closed_at__lt=until).delete()[0]
