"""Making public what is due: items at the moment that was appointed at their posting step, and older approved revisions that name their own.

One that fails for a technical reason is tried again, the others go on, and people are told once. What may not be posted any more when its
moment comes is not: its appointment lapses.
"""

import datetime
import logging
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from workflows.clocks.sentence import day_and_time
from workflows.content_guard import checklist
from workflows.gate import appointments
from workflows.letters import chain as chain_letters
from workflows.models.appointment import Appointment
from workflows.models.decision import Decision
from workflows.models.failed_posting import FailedPosting
from workflows.rules.refusal import Refused
from workflows.services.chain import appoint, publish
from workflows.services.locking import lock_page, lock_step

logger = logging.getLogger("portal.worker")
AGAIN_AFTER = datetime.timedelta(minutes=10)


def post_due() -> None:
    """One transaction each. Raises `DatabaseError`."""
    now = timezone.now()
    tried = FailedPosting.objects.filter(last_at__gt=now - AGAIN_AFTER).values("revision")
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).exclude(pk__in=tried)
    for revision in due.order_by("approved_go_live_at", "pk"):
        _trying(revision, partial(_post_revision, revision))
    appointed = Appointment.objects.whole().filter(at__lte=now).exclude(step__revision__in=tried)
    for appointment in appointed.select_related("step__revision").order_by("at", "pk"):
        _trying(appointment.step.revision, partial(_post_or_lapse, appointment))


def _post_revision(revision: Revision) -> None:
    with transaction.atomic():
        lock_page(Page.objects.get(pk=revision.object_id).specific)
        waiting = Revision.page_revisions.filter(pk=revision.pk, approved_go_live_at__lte=timezone.now()).first()
        if waiting is None:  # taken back meanwhile
            return
        waiting.publish(log_action="wagtail.publish.scheduled")
        FailedPosting.objects.filter(revision=revision).delete()


def _post_or_lapse(appointment: Appointment) -> None:
    try:
        _post_as_appointed(appointment)
    except Refused as refused:
        logger.warning("appointment of step %s: %s", appointment.step_id, refused)
        appoint.lapse(appointment, refused)


@transaction.atomic
def _post_as_appointed(appointment: Appointment) -> None:
    """By whom the ledger names, asked again as if they posted it now. Raises `Refused`."""
    state = lock_step(appointment.step, with_page=True)
    held = Appointment.objects.whole().filter(pk=appointment.pk, at__lte=timezone.now()).first()
    if held is None:  # posted, moved or called off meanwhile
        return
    user, row = appointments.require_kept(held, state), held.decision
    checklist.carry_over(state.judged, user, _confirmed_with(row))
    said = _("Theo giờ hẹn %(at)s (dòng %(number)s của sổ).") % {"at": day_and_time(held.at), "number": row.number}
    publish.post(state, user, row.comment, said)


def _confirmed_with(row: Decision) -> list[str]:
    return [tick.key for tick in checklist.ticked_by_row(list(Decision.objects.filter(page=row.page_id)))[row.pk]]


def _trying(revision: Revision, post: Callable[[], None]) -> None:
    try:
        post()
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
