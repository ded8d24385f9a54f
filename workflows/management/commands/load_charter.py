"""`load_charter SLUG|PATH`: make a board what its charter says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from workflows.charter import file as charters
from workflows.services.board.compiler import load, plan


class Command(BaseCommand):
    help = "Nạp quy chế của một Ban biên tập. Nạp lại quy chế không đổi thì không có gì thay đổi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("charter", help="mã quy chế trong workflows/charters/, hoặc đường dẫn tới tệp .toml")
        parser.add_argument("--hostname", help="tên miền của trang, thay cho tên miền trong quy chế")
        parser.add_argument("--port", type=int, help="cổng của trang (mặc định giữ nguyên; trang mới: 80)")
        parser.add_argument("--default", action="store_true", help="trang này trả lời cho tên miền lạ")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra tệp và cho biết sẽ thay đổi gì")
        parser.add_argument(
            "--difference", action="store_true", help="liệt kê mọi khác biệt với bản đang dùng, không thay đổi gì"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            charter = charters.load(charters.find(options["charter"]))
        except charters.CharterError as error:
            raise CommandError("\n" + "\n".join(str(error).splitlines())) from None
        if options["hostname"]:
            charter = charter.model_copy(
                update={"board": charter.board.model_copy(update={"hostname": options["hostname"]})}
            )
        looking_only = options["dry_run"] or options["difference"]
        result = plan(charter) if looking_only else load(charter, is_default=options["default"])
        for difference in result.differences:
            self.stdout.write(difference)
        if not result.differences:
            self.stdout.write(f"{charter.board.name}: không có khác biệt.")
        elif looking_only:
            self.stdout.write(f"{len(result.differences)} khác biệt; chưa thay đổi gì.")
        else:
            self.stdout.write(self.style.SUCCESS(f"Đã nạp quy chế: {charter.board.name}."))
        if options["port"] and not looking_only:
            Site.objects.filter(board__slug=charter.board.slug).update(port=options["port"])
            Site.clear_site_root_paths_cache()
