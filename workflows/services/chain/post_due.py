"""Making approved revisions public at their moment. One that fails is tried again, the others go on, and people are told once."""

import datetime
import logging

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from workflows.letters import chain as chain_letters
from workflows.models.failed_posting import FailedPosting
from workflows.rules.refusal import Refused
from workflows.services.locking import lock_page

logger = logging.getLogger("portal.worker")
AGAIN_AFTER = datetime.timedelta(minutes=10)


def post_due() -> None:
    """Publish every approved revision whose moment has come, one transaction each. Raises `DatabaseError`."""
    now = timezone.now()
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).exclude(
        failed_posting__last_at__gt=now - AGAIN_AFTER
    )
    for revision in due.order_by("approved_go_live_at", "pk"):
        post(revision)


def post(revision: Revision) -> None:
    try:
        with transaction.atomic():
            lock_page(Page.objects.get(pk=revision.object_id).specific)
            waiting = Revision.page_revisions.filter(pk=revision.pk, approved_go_live_at__lte=timezone.now()).first()
            if waiting is None:  # taken back meanwhile
                return
            waiting.publish(log_action="wagtail.publish.scheduled")
            FailedPosting.objects.filter(revision=revision).delete()
    except DatabaseError:
        raise
    except Refused as refused:
        logger.error("revision %s on schedule: %s", revision.pk, refused)
        _failed(revision, refused.refusal.sentence)
    except Exception:
        logger.exception("revision %s on schedule failed", revision.pk)
        _failed(revision, _("Lỗi kỹ thuật. Người quản trị kỹ thuật xem nhật ký của trình nền."))


@transaction.atomic
def _failed(revision: Revision, sentence: str) -> None:
    now = timezone.now()
    failure, is_first = FailedPosting.objects.get_or_create(
        revision=revision, defaults={"sentence": sentence, "first_at": now, "last_at": now}
    )
    if is_first:
        chain_letters.posting_failed(Page.objects.get(pk=revision.object_id).specific, revision, sentence)
    else:
        failure.sentence, failure.last_at = sentence, now
        failure.save()
