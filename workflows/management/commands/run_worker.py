"""`run_worker`: the one background process. What it does, and when, stands in `workflows/services/worker.py`."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from workflows.services.worker import Worker

logger = logging.getLogger("portal.worker")


class Command(BaseCommand):
    help = "Gửi thư và đăng các bản đã duyệt đến giờ đăng. Dừng bằng Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=5.0, help="số giây giữa hai lượt")
        parser.add_argument("--once", action="store_true", help="làm một lượt rồi dừng")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_stopping, worker = False, Worker()
        signal.signal(signal.SIGTERM, self._stop)
        while not self.is_stopping:
            try:
                worker.turn()
            except DatabaseError:
                logger.exception("the database did not answer")
                close_old_connections()
            if options["once"]:
                return
            time.sleep(options["every"])

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_stopping = True
