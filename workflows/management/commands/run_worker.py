"""`run_worker`: the one background process. It sends letters and makes approved revisions public at their moment.

Each letter and each revision stands alone: one that fails is logged and tried again, the others go on. Stopping it loses nothing.
"""

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from post_office.mail import send_queued
from wagtail.models import Page, Revision

from workflows.refusal import Refused

logger = logging.getLogger("portal.worker")


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
        publish_due()
        take_down_expired()
        send_queued(processes=1)


def publish_due() -> None:
    """Publish every approved revision whose moment has come, one transaction each."""
    for revision in Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except Refused as refused:
            logger.error("revision %s was not published on schedule: %s", revision.pk, refused)


def take_down_expired() -> None:
    """Take down every page whose approved expiry has come."""
    for page in Page.objects.filter(live=True, expire_at__lte=timezone.now()).specific():
        try:
            with transaction.atomic():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Refused as refused:
            logger.error("page %s was not taken down on expiry: %s", page.pk, refused)
