"""The worker's schedule: what it does in each turn and each hour, in this order.

Each letter and each revision stands alone: one that fails is logged and tried again, the others go on. Stopping it loses nothing.
Applications above this one add what they have it do to `EVERY_TURN` and `EVERY_HOUR`, when Django is ready.
"""

import logging
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from post_office.mail import send_queued
from wagtail.models import Page

from workflows.content_guard.attachments import read_older
from workflows.models.consultation import Consultation
from workflows.models.item_clock import ItemClock
from workflows.rules.refusal import Refused
from workflows.services import witness
from workflows.services.afterwards.spot_checks import draw_all
from workflows.services.afterwards.tell_senders import forget_contacts, tell_senders
from workflows.services.chain.expire import expire
from workflows.services.chain.follow_absence import follow_all
from workflows.services.chain.post_due import post_due
from workflows.services.clocks.remind import send_due
from workflows.services.deeds.delegate import report_ended
from workflows.services.emergencies.lapse import lapse
from workflows.services.votes.close import close_at_end
from workflows.services.votes.warn import tell_altered, warn

logger = logging.getLogger("portal.worker")
HOUR = 3600.0

Work = tuple[str, Callable[[], object]]  # a name for the log, and a function that sees to its own transactions
EVERY_TURN: list[Work] = []
EVERY_HOUR: list[Work] = []


class Worker:
    """One worker process: it knows when its next hour begins. Raises `DatabaseError` where the database does not answer."""

    next_hour = 0.0

    def turn(self) -> None:
        post_due()
        take_down_expired()
        take_down_unconfirmed()
        _alone("the report of ended delegations", report_ended)
        close_ended_votes()
        warn_of_ends_of_votes()
        send_due()
        _alone("the answers to reports of mistakes", tell_senders, in_transaction=False)
        _alone("the files that an older reader read", read_older, in_transaction=False)
        _all_of(EVERY_TURN)
        is_hour = time.monotonic() >= self.next_hour
        if is_hour:
            self.next_hour = time.monotonic() + HOUR
            _alone("the steps that wait while people are away", follow_all, in_transaction=False)
            _alone("the draw of spot checks", draw_all)
            _alone("the end of kept contacts", forget_contacts)
            _alone("the witness of the ledgers", witness.append, in_transaction=False)
            _alone("the letters on the ledgers", witness.tell)
            _alone("votes that stand otherwise than the ledger says", tell_altered)
            _all_of(EVERY_HOUR)
        send_queued(processes=1)
        if is_hour and connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA optimize")  # PostgreSQL keeps its planner's statistics by itself


def _all_of(works: list[Work]) -> None:
    for what, work in works:
        _alone(what, work, in_transaction=False)


def take_down_expired() -> None:
    """Take down every page whose approved expiry has come, one transaction each."""
    for page in Page.objects.filter(live=True, expire_at__lte=timezone.now()).specific():
        _alone(f"page {page.pk} on expiry", partial(expire, page))


def take_down_unconfirmed() -> None:
    """Take down what was posted in an emergency and confirmed by nobody in time, one transaction each."""
    for running in ItemClock.objects.running().filter(starts="urgent", due_at__lte=timezone.now()):
        _alone(f"the urgent posting of page {running.page_id}", partial(lapse, running))


def close_ended_votes() -> None:
    """Count every vote and consultation whose end has come, one transaction each."""
    for consultation in Consultation.objects.open().filter(ends_at__lte=timezone.now()).select_related("step"):
        _alone(f"vote {consultation.pk}", partial(close_at_end, consultation))


def warn_of_ends_of_votes() -> None:
    """Tell all who are asked that an hour is left, one transaction each."""
    for consultation in Consultation.objects.ending_soon().select_related("board", "step", "called_by__user"):
        _alone(f"the end of vote {consultation.pk}", partial(warn, consultation))


def _alone(what: str, work: Callable[[], object], *, in_transaction: bool = True) -> None:
    """Do it in a transaction of its own; one that fails is logged and leaves the others alone."""
    try:
        with transaction.atomic() if in_transaction else nullcontext():
            work()
    except (OperationalError, InterfaceError):
        raise
    except Refused as refused:
        logger.error("%s: %s", what, refused)
    except Exception:
        logger.exception("%s failed", what)
