"""`load_demo`: the four boards with people and content, for trying the portal. Refused where citizens are served."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.demo.afterwards import create_afterwards
from portal.demo.content import create_content, source_of
from portal.demo.drafts import create_drafts
from portal.demo.people import create_people, create_technician
from portal.demo.tickets import create_tickets
from workflows.models import Board

BOARDS = ("tuyen-quang", "an-giang", "tan-cuong", "so-noi-vu-ninh-thuan")


class Command(BaseCommand):
    help = "Nạp bốn Ban biên tập cùng người và nội dung thử nghiệm. Chạy lại thì chỉ thêm những gì còn thiếu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--board", action="append", choices=BOARDS, help="chỉ nạp Ban biên tập này")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.PORTAL_DEMO_MODE):
            raise CommandError(
                "Chỉ nạp dữ liệu thử nghiệm khi bật DEMO_MODE: người thử nghiệm dùng chung một mật khẩu ai cũng biết."
            )
        create_technician()
        for slug in options["board"] or BOARDS:
            with transaction.atomic():
                call_command("load_charter", slug, default=slug == BOARDS[0], stdout=self.stdout)
                board = Board.objects.get(slug=slug)
                people, source = create_people(board), source_of(board)
                items = create_content(board, source) + create_afterwards(board, source) + create_drafts(board, source)
                create_tickets(board)
            self.stdout.write(f"{board.name}: thêm {people} người, {items} mục.")
