"""Whether the moments at which items are to be posted are those that the ledger says, and none is gone."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from wagtail.models import WorkflowState

from workflows.gate.appointments import ACTS, is_borne_out
from workflows.models.appointment import Appointment
from workflows.models.board import Board
from workflows.models.decision import Decision
from workflows.rules.act import Act


def breaches(board: Board) -> Iterator[str]:
    """A sentence per moment that is stored otherwise than it was appointed, and per one that was appointed and is not stored."""
    words: dict[int | None, Decision] = {}
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, pk=OuterRef("run"))
    known = Decision.objects.filter(Exists(running), board=board, act__in=ACTS)
    for row in known.order_by("number"):
        words[row.run] = row
    stored = Appointment.objects.whole().filter(step__board=board)
    for each in stored:
        if not is_borne_out(each, words.get(each.step.workflow_state_id)):
            yield f"Ban biên tập {board.slug}: giờ hẹn đăng «{each.decision.title}» không khớp với sổ quyết định."
    rows = {each.decision_id for each in stored}
    for row in words.values():
        if row.act == Act.APPOINT and row.pk not in rows:
            yield f"Ban biên tập {board.slug}: dòng {row.number} của sổ hẹn giờ đăng mà giờ hẹn ấy không còn."
