"""Whether everything that was taken over from an old portal came in with an archive that a leader had let in."""

from collections import defaultdict
from collections.abc import Iterator

from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.rules.act import Act
from workflows.rules.imports import OPEN_FOR, archive_of


def breaches(board: Board) -> Iterator[str]:
    """A sentence for what came in otherwise. Rows of before rows were signed say no archive."""
    opened = defaultdict(list)
    rows = Decision.objects.filter(board=board, act__in=[Act.OPEN_IMPORT, Act.IMPORT]).exclude(signature="")
    strays = []
    for number, act, at, digest, comment in rows.order_by("number").values_list(
        "number", "act", "at", "digest", "comment"
    ):
        if act == Act.OPEN_IMPORT:
            opened[digest].append(at)
            continue
        if not any(at - OPEN_FOR <= since <= at for since in opened[archive_of(comment)]):
            strays.append(number)
    if strays:
        yield f"Sổ quyết định {board.slug}: {len(strays)} dòng chuyển từ cổng cũ, từ dòng {strays[0]}, không theo đợt nào mà lãnh đạo Ban đã mở."
