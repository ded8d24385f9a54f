"""Whether everybody who sits on a seat was put there by a decision, and whoever decided from a seat sat on it then."""

from collections.abc import Iterator

from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.models.some_user import still_there
from workflows.rules.act import Act


def breaches(board: Board) -> Iterator[str]:
    """A sentence per seat whose person the ledger does not name, and per row of the ledger by somebody who did not sit there."""
    seated: dict[int, int | None] = {}
    called: dict[int, str] = {}
    rows = Decision.objects.filter(board=board, member__isnull=False).order_by("number")
    for number, act, seat, user, person in rows.values_list("number", "act", "member", "user", "person").iterator():
        if act == Act.SEAT:
            seated[seat or 0], called[seat or 0] = user, person if user else ""
        elif seated.get(seat or 0) != user:
            yield f"Sổ quyết định {board.slug}: dòng {number} do một người không giữ chức danh ấy lúc đó."
    accounts = still_there(seated.values())
    for member in board.members.all():
        wanted = seated.get(member.pk)
        if member.user_id != wanted and (member.user_id is not None or wanted in accounts):
            yield f"Ban biên tập {board.slug}: người giữ chức danh «{member.title}» không phải người mà sổ quyết định ghi."
        if member.person != called.get(member.pk, ""):
            yield f"Ban biên tập {board.slug}: họ tên người giữ chức danh «{member.title}» không như sổ quyết định ghi."
