"""The answer to whoever reported a mistake and left an e-mail address; and the end of what is kept of them.

Such a letter is in no table: an address stays encrypted until it is used. One that was taken up is never taken up again, so a worker that
dies in that moment leaves a letter unsent rather than sent twice; the answer stands on the report's public page in any case.
"""

import datetime
import logging

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from workflows import sealed_contact, unkept_letter
from workflows.models import MistakeContact
from workflows.unkept_letter import Outcome

logger = logging.getLogger("portal.letters")


def tell_senders() -> int:
    """Mail every answer that was not mailed yet; how many were."""
    waiting = MistakeContact.objects.filter(is_email=True, told_at=None, report__closed_at__isnull=False)
    return sum(_tell(key) for key in list(waiting.order_by("pk").values_list("pk", flat=True)[:100]))


def _tell(key: int) -> bool:
    if not MistakeContact.objects.filter(pk=key, told_at=None).update(told_at=timezone.now()):
        return False
    contact = MistakeContact.objects.select_related("report__page", "report__board__site").get(pk=key)
    address = sealed_contact.unseal(contact.sealed)
    if address is None:
        logger.error("the contact of report %s cannot be opened", contact.report_id)
        return False
    report = contact.report
    link = report.board.site.root_url + reverse("mistake_followed", args=[report.code])
    text = render_to_string("workflows/letters/mistake_answered.txt", {"report": report, "link": link})
    outcome = unkept_letter.send(address, text, f"the answer to report {report.pk}")
    if outcome is Outcome.LATER:
        MistakeContact.objects.filter(pk=key).update(told_at=None)
    return outcome is Outcome.SENT


def forget_contacts() -> int:
    """Remove the contacts of reports that were answered long enough ago; how many. The reports stay."""
    until = timezone.now() - datetime.timedelta(days=settings.MISTAKE_CONTACT_DAYS)
    return MistakeContact.objects.filter(report__closed_at__lt=until).delete()[0]
