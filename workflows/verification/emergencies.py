"""Whether what was posted in an emergency, and nobody has confirmed, went round nobody, and stands under its running clock. From the ledger."""

from collections.abc import Iterator

from workflows.models.board import Board
from workflows.models.decision import CLOSING, OPENING, Decision
from workflows.models.item_clock import ItemClock
from workflows.rules.act import Act
from workflows.rules.chain import DECIDING


def breaches(board: Board) -> Iterator[str]:
    """A sentence per posting of what was returned or voted down, and per one that no clock waits for."""
    told = f"Ban biên tập {board.slug}: dòng"
    for rows in _rows_of_items(board):
        posting = _unconfirmed(rows)
        if posting is None:
            continue
        if _was_refused([row for row in rows if row.number < posting.number], posting.digest):
            yield f"{told} {posting.number} của sổ đăng khẩn điều đã bị trả lại hoặc biểu quyết không thông qua."
        clocks = ItemClock.objects.running().filter(page=posting.page_id, starts="urgent")
        if not clocks.exists():
            yield f"{told} {posting.number} của sổ đăng khẩn mà không có đồng hồ chờ người thứ hai xác nhận."


def _rows_of_items(board: Board) -> Iterator[list[Decision]]:
    """What the ledger says of each item that was ever posted so, in order, without what was disowned."""
    items = Decision.objects.filter(board=board, act=Act.URGENT).order_by().values("page").distinct()
    rows: dict[int | None, list[Decision]] = {}
    known = Decision.objects.filter(page__in=items).exclude(doubts__answer__act=Act.DISOWN).order_by("number")
    for row in known:
        rows.setdefault(row.page_id, []).append(row)
    yield from rows.values()


def _unconfirmed(rows: list[Decision]) -> Decision | None:
    words = [row for row in rows if row.act in (*OPENING, *CLOSING, Act.AFFIRM)]
    return words[-1] if words and words[-1].act == Act.URGENT else None


def _was_refused(before: list[Decision], digest: str) -> bool:
    """By a return of these very words, by one after which nothing was submitted, or by the last vote on the item."""
    returns = [row for row in before if row.act == Act.RETURN]
    on_the_way = [row.act for row in before if row.act in (Act.SUBMIT, Act.RETURN)]
    by_the_board = [row.act for row in before if row.act in DECIDING and row.run is not None and row.user is None]
    return (
        any(row.digest == digest for row in returns)
        or on_the_way[-1:] == [Act.RETURN]
        or by_the_board[-1:] == [Act.RETURN]
    )
