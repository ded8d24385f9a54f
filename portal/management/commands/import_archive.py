"""`import_archive KIND FILE --site SLUG`: what an old portal had published, from JSON lines."""

import hashlib
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

import documents.entry.archive
import news.archive
import questions.archive
from documents.models import DocumentIndexPage
from news.models import NewsIndexPage
from pages.archive import Archive
from questions.models import QuestionIndexPage
from workflows.charter.words import RoleKey
from workflows.gate import imports
from workflows.models import Board
from workflows.models.some_user import signed_in
from workflows.rules.imports import ImportAct
from workflows.services.board.open_import import open_import

KINDS: dict[str, tuple[Any, Any]] = {
    "news": (NewsIndexPage, news.archive.read),
    "documents": (DocumentIndexPage, documents.entry.archive.read),
    "questions": (QuestionIndexPage, questions.archive.read),
}
SHOWN_BAD_LINES = 200


class Command(BaseCommand):
    help = "Chuyển tin, văn bản, hỏi đáp đã đăng ở cổng cũ sang. Dừng giữa chừng thì chạy lại: mục đã có được bỏ qua."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=KINDS, help="loại nội dung")
        parser.add_argument("file", type=Path, help="tệp .jsonl hoặc .jsonl.gz")
        parser.add_argument("--site", required=True, help="mã Ban biên tập")

    def handle(self, *args: Any, **options: Any) -> None:
        board = Board.objects.filter(slug=options["site"]).first()
        if board is None:
            raise CommandError(
                f"Không có Ban biên tập «{options['site']}». Các mã hiện có: {', '.join(Board.objects.values_list('slug', flat=True))}."
            )
        if not options["file"].is_file():
            raise CommandError(f"Không có tệp {options['file']}.")
        index, read = KINDS[options["kind"]]
        section = index.objects.child_of(board.root_page).get()
        with tempfile.TemporaryDirectory() as folder:  # what is taken over is what its digest was taken of
            copy = Path(shutil.copy(options["file"], folder))
            self._take(board, copy, section, read)

    def _take(self, board: Board, file: Path, section: Any, read: Any) -> None:
        with file.open("rb") as content:
            sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        self._require_open(board, file.name, sha256)
        started = time.monotonic()
        archive = Archive(board, section, read, f"Chuyển từ cổng cũ: {file.name}", sha256, say=self.progress)
        report = archive.take(file)
        for sentence in report.bad[:SHOWN_BAD_LINES]:
            self.stderr.write(sentence)
        if len(report.bad) > SHOWN_BAD_LINES:
            self.stderr.write(f"… và {len(report.bad) - SHOWN_BAD_LINES} dòng hỏng nữa.")
        self.stdout.write(
            self.style.SUCCESS(
                f"Đã chuyển {report.written} mục trong {time.monotonic() - started:.0f} giây; {report.known} mục đã có từ trước; {len(report.bad)} dòng hỏng bị bỏ qua."
            )
        )

    def _require_open(self, board: Board, name: str, sha256: str) -> None:
        """In the demo the chief lets everything in."""
        refusal = imports.ask(None, ImportAct.TAKE, board, sha256)
        chief = board.members.active().filter(role=RoleKey.CHIEF, user__isnull=False).first()
        if refusal and settings.PORTAL_DEMO_MODE and chief:
            open_import(board, signed_in(chief.user), sha256, name)
        elif refusal:
            raise CommandError(refusal.sentence)

    def progress(self, sentence: str) -> None:
        self.stdout.write(sentence, ending="\n")
        self.stdout.flush()
