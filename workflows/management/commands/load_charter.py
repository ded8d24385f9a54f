"""`load_charter SLUG|PATH`: make a board what its charter says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.charter import file as charters
from workflows.services.board.compiler import load, plan


class Command(BaseCommand):
    help = "Nạp quy chế của một Ban biên tập. Nạp lại quy chế không đổi thì không có gì thay đổi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("charter", help="mã quy chế trong workflows/charters/, hoặc đường dẫn tới tệp .toml")
        parser.add_argument("--hostname", help="tên miền của trang, thay cho tên miền trong quy chế")
        parser.add_argument(
            "--default", action="store_true", help="ở chế độ thử nghiệm, chính máy này (localhost) hiện cổng này"
        )
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra tệp và cho biết sẽ thay đổi gì")
        parser.add_argument(
            "--difference", action="store_true", help="liệt kê mọi khác biệt với bản đang dùng, không thay đổi gì"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            charter = charters.load(charters.find(options["charter"]))
        except charters.CharterError as error:
            raise CommandError(f"\n{error}") from None
        if options["hostname"]:
            charter = charter.model_copy(
                update={"board": charter.board.model_copy(update={"hostname": options["hostname"]})}
            )
        looking_only = options["dry_run"] or options["difference"]
        try:
            result = plan(charter) if looking_only else load(charter, is_default=options["default"])
        except charters.CharterError as error:
            raise CommandError(f"\n{error}") from None
        for difference in result.differences:
            self.stdout.write(difference)
        if not result.differences:
            self.stdout.write(f"{charter.board.name}: không có khác biệt.")
        elif looking_only:
            self.stdout.write(f"{len(result.differences)} khác biệt; chưa thay đổi gì.")
        else:
            self.stdout.write(self.style.SUCCESS(f"Đã nạp quy chế: {charter.board.name}."))
