"""`print_rules BOARD|FILE …`, or `--all`: who may do what by a charter, as the software keeps it; one page a board, to be read beside the charter."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflows.charter import file as charters
from workflows.models.board import Board
from workflows.screens.rules_page.page import RulesPage, Version, rules_page
from workflows.screens.rules_page.table import Table


class Command(BaseCommand):
    help = "In bảng quy tắc của một Ban biên tập: ai được làm gì theo quy chế, để đọc cạnh bản quy chế giấy."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "board",
            nargs="*",
            help="mã Ban biên tập (bản quy chế đang dùng), mã quy chế trong workflows/charters/, hoặc đường dẫn tới tệp .toml",
        )
        parser.add_argument("--all", action="store_true", help="mọi Ban biên tập đã nạp quy chế")

    def handle(self, *args: Any, **options: Any) -> None:
        boards = list(Board.objects.exclude(charter=None).with_charter().order_by("pk")) if options["all"] else []
        if not boards and not options["board"]:
            raise CommandError("Hãy ghi mã Ban biên tập hoặc tệp quy chế; --all in mọi Ban đã nạp quy chế.")
        pages = [_of_board(board) for board in boards] + [_named(name) for name in options["board"]]
        self.stdout.write("\n\n".join("\n".join(_as_text(page)) for page in pages))


def _named(name: str) -> RulesPage:
    """A file by its path is read as it is, without a database: before it is loaded one sees what it would mean."""
    is_file = name.endswith(".toml")
    board = None if is_file else Board.objects.filter(slug=name).exclude(charter=None).with_charter().first()
    if board is not None:
        return _of_board(board)
    try:
        return rules_page(charters.load(charters.find(name)), Version())
    except charters.CharterError as error:
        raise CommandError(f"\n{error}") from None


def _of_board(board: Board) -> RulesPage:
    return rules_page(board.rules, Version.of(board))


def _as_text(page: RulesPage) -> Iterator[str]:
    yield from (f"BẢNG QUY TẮC – {page.board}", page.charter)
    for number, part in enumerate(page.parts, start=1):
        yield f"\n{number}. {part.title}"
        yield from (f"   - {line}" for line in part.lines)
        yield from _table(part.table) if part.table else ()
    yield "\nVì sao không:"
    yield from (f"   ({number}) {sentence}" for number, sentence in enumerate(page.reasons, start=1))
    yield "\n" + "\n".join(page.end)


def _table(table: Table) -> Iterator[str]:
    """The answers in columns; who, which may be long, behind them."""
    rows = [(*table.heads, "AI"), *((*row.cells, row.who) for row in table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.heads))]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield f"   | {' | '.join([*cells, row[-1]])}"
