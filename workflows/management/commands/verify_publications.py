"""`verify_publications`: exit 0 where everything that citizens see is what was approved, the bytes of files with `--files`; else a line per breach and exit 1."""

import sys
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from workflows.ledger.signatures import public_key
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.verification import again, derived, witness
from workflows.verification.ledger import resting_place
from workflows.verification.publications import breaches


class Command(BaseCommand):
    help = "Kiểm tra mọi nội dung đang hiện ra ngoài có đúng là bản đã duyệt, và sổ quyết định còn nguyên vẹn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="trước khi kiểm tra, lập lại những gì suy ra được từ các trang: danh sách, sổ văn bản, hiệu lực",
        )

        parser.add_argument(
            "--files", action="store_true", help="đọc cả các tệp trong kho và so với tệp đã duyệt (lâu hơn)"
        )
        parser.add_argument(
            "--deep", action="store_true", help="cắt lại, đọc lại một phần tệp mỗi đêm; hết một lượt trong bốn tuần"
        )
        parser.add_argument("--witness", metavar="TỆP", help="so cả sổ quyết định với tệp làm chứng này (WITNESS_FILE)")

    def handle(self, *args: Any, **options: Any) -> None:
        said = None if options["witness"] is None else _lines_of(options["witness"])
        if options["rebuild"]:
            for command in dict.fromkeys(follower.rebuild for follower in derived.FOLLOWERS):
                call_command(command, stdout=self.stdout)
        self._tell_of_signatures()
        found = 0
        deep = again.breaches() if options["deep"] else ()
        for breach in chain(
            breaches(reads_bytes=options["files"]), deep, () if said is None else witness.breaches(said)
        ):
            found += 1
            self.stdout.write(self.style.ERROR(breach))
        if found:
            self.stdout.write(f"{found} sai lệch.")
            sys.exit(1)
        pages = Page.objects.filter(live=True, depth__gt=1).count()
        self.stdout.write(
            self.style.SUCCESS(
                f"Đúng: {pages} trang đang hiện ra ngoài, {Decision.objects.count()} dòng trong sổ quyết định."
                + ("" if options["files"] else " Chưa đọc các tệp trong kho: thêm --files.")
            )
        )

    def _tell_of_signatures(self) -> None:
        self.stdout.write(f"Khóa công khai đang ký sổ quyết định: {public_key()}")
        for board in Board.objects.order_by("pk"):
            if place := resting_place(board):
                self.stdout.write(
                    f"Sổ quyết định {board.slug}: các dòng từ 1 đến {place.number - 1} có trước khi sổ được ký, dòng {place.number} ký cho chúng."
                )


def _lines_of(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp làm chứng {file}: {error.strerror}.") from error
