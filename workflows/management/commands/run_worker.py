"""`run_worker`: the one background process. It reminds of due moments, sends letters, makes approved revisions public at
their moment, reports delegations that have ended, counts votes at their end, answers who reported mistakes, and draws spot checks.

Each letter and each revision stands alone: one that fails is logged and tried again, the others go on. Stopping it loses nothing.
"""

import logging
import signal
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from post_office.mail import send_queued
from wagtail.models import Page

from workflows.models.consultation import Consultation
from workflows.models.item_clock import ItemClock
from workflows.rules.refusal import Refused
from workflows.services import worker as worker_turns
from workflows.services.afterwards.spot_checks import draw_all
from workflows.services.afterwards.tell_senders import forget_contacts, tell_senders
from workflows.services.chain.expire import expire
from workflows.services.chain.post_due import post_due
from workflows.services.clocks.remind import send_due
from workflows.services.deeds.delegate import report_ended
from workflows.services.emergencies.lapse import lapse
from workflows.services.votes.close import close_at_end

logger = logging.getLogger("portal.worker")
HOUR = 3600.0


class Command(BaseCommand):
    help = "Gửi thư và đăng các bản đã duyệt đến giờ đăng. Dừng bằng Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=5.0, help="số giây giữa hai lượt")
        parser.add_argument("--once", action="store_true", help="làm một lượt rồi dừng")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_stopping = False
        signal.signal(signal.SIGTERM, self._stop)
        while not self.is_stopping:
            try:
                self.turn()
            except DatabaseError:
                logger.exception("the database did not answer")
                close_old_connections()
            if options["once"]:
                return
            time.sleep(options["every"])

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

    def turn(self) -> None:
        post_due()
        take_down_expired()
        take_down_unconfirmed()
        _alone("the report of ended delegations", report_ended)
        close_ended_votes()
        send_due()
        _alone("the answers to reports of mistakes", tell_senders, in_transaction=False)
        for what, work in worker_turns.EVERY_TURN:
            _alone(what, work, in_transaction=False)
        if time.monotonic() >= self.next_hourly:
            self.next_hourly = time.monotonic() + HOUR
            _alone("the draw of spot checks", draw_all)
            _alone("the end of kept contacts", forget_contacts)
            for what, work in worker_turns.EVERY_HOUR:
                _alone(what, work, in_transaction=False)
        send_queued(processes=1)
        if connection.vendor == "sqlite" and time.monotonic() >= self.next_optimize:
            self.next_optimize = time.monotonic() + HOUR
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA optimize")  # PostgreSQL keeps its planner's statistics by itself

    next_optimize = next_hourly = 0.0


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
