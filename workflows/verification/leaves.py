"""Whether every leave is what the ledger says, stated and ended by the person or the secretary of that day, and none is gone."""

from collections.abc import Iterator

from workflows.charter.words import RoleKey
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.models.leave import Leave
from workflows.rules.act import Act
from workflows.verification.charter_then import CharterThen

ACTS = (Act.LEAVE, Act.END_LEAVE)


def breaches(board: Board) -> Iterator[str]:
    """A sentence per leave that is otherwise than stated, and per row of the ledger that nobody was to write, or whose leave is gone."""
    told, then = f"Ban biên tập {board.slug}", CharterThen(board)
    rows: dict[int, Decision] = {}
    helped: set[int] = set()  # the rows by a secretary
    for row in Decision.objects.filter(board=board, act__in=[Act.CHARTER, Act.SEAT, *ACTS]).order_by("number"):
        then.follow(row.act, row.digest, row.member, row.user)
        if row.act in ACTS:
            rows[row.pk] = row
            if then.in_force is None or RoleKey.SECRETARY in then.names_of(row.member):
                helped.add(row.pk)
    for leave in Leave.objects.filter(board=board).order_by("pk"):
        stated, ended = rows.pop(leave.stated_id, None), rows.pop(leave.ended_id or 0, None)
        if not _says(stated, Act.LEAVE, leave) or not (leave.ended_id is None or _says(ended, Act.END_LEAVE, leave)):
            yield f"{told}: lần nghỉ số {leave.pk} không khớp với sổ quyết định."
        for row in filter(None, (stated, ended)):
            is_systems = row.act == Act.END_LEAVE and row.user is None
            if not (is_systems or row.pk in helped or (row.user, row.member) == (leave.user_id, leave.member_id)):
                yield f"{told}: dòng {row.number} của sổ ghi việc nghỉ thay người khác."
    yield from (f"{told}: dòng {row.number} của sổ nói về một lần nghỉ không còn." for row in rows.values())


def _says(row: Decision | None, act: Act, leave: Leave) -> bool:
    return row is not None and (row.act, row.digest) == (act, leave.digest)
