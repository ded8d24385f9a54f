"""`seat_member BOARD SEAT USERNAME --ground "…"`: seat a person on the board by a named decision (R26)."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.gate.accounts import who_confirms
from workflows.models.board import Member
from workflows.services.accounts.request import change_seat
from workflows.services.accounts.seat import seat


class Command(BaseCommand):
    help = "Bố trí một người vào một chức danh của Ban biên tập, theo quyết định có số."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", help="mã Ban biên tập")
        parser.add_argument("seat", help="mã thành viên trong quy chế, ví dụ thanh-vien-2")
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("--ground", required=True, help="số, ngày của quyết định bố trí")

    def handle(self, *args: Any, **options: Any) -> None:
        member = Member.objects.filter(board__slug=options["board"], key=options["seat"]).first()
        if member is None:
            raise CommandError(f"Ban biên tập «{options['board']}» không có thành viên mang mã «{options['seat']}».")
        user = get_user_model().objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"Không có tài khoản đang hoạt động tên «{options['username']}».")
        if member.board.constituted_at is None:
            seat(member, user, options["ground"])
            self.stdout.write(self.style.SUCCESS(f"{user} giữ chức danh: {member.title}."))
            return
        change = change_seat(member, user, options["ground"], None)
        who = ", ".join(each.person_name for each in who_confirms(change))
        waits = f"Chờ {who} xác nhận." if who else "Chưa có ai đủ quyền xác nhận: xem docs/runbook.md."
        self.stdout.write(f"Đã đề nghị để {user} giữ chức danh {member.title}. {waits}")
