"""Whether every deed of delegation is what the ledger says, and everything done under it was covered by it."""

import datetime
from collections.abc import Iterator

from workflows.models.board import Board
from workflows.models.decision import CLOSING, OPENING, Decision
from workflows.models.delegation import DEED_ACTS, Delegation
from workflows.rules.act import Act

LENT_WITH_ANY = (Act.RETURN, Act.CALL_VOTE)
LENT_WITH = {
    Act.MOVE: [Act.WITHDRAW],
    Act.DECLINE: [Act.WITHDRAW],
    Act.CAST: [Act.VOTE],
    Act.CORRECT_VOTE: [Act.CONCLUDE],
    Act.CLOSE_VOTE: [Act.CONCLUDE],
    Act.UNFLAG: [Act.APPROVE],
    Act.AFFIRM: [Act.APPROVE],
    Act.APPOINT: [Act.PUBLISH],
    Act.CALL_OFF: [Act.PUBLISH, Act.WITHDRAW],
}


def breaches(board: Board) -> Iterator[str]:
    """A sentence per deed of a board that is not as written, and per act that its deed does not cover."""
    known: dict[str, list[Decision]] = {}
    for row in Decision.objects.filter(board=board, act__in=DEED_ACTS).order_by("number"):
        known.setdefault(row.digest, []).append(row)
    for deed in Delegation.objects.filter(board=board).prefetch_related("decisions"):
        for fault in _faults(deed, known.get(deed.digest, [])):
            yield f"Ủy quyền theo văn bản số {deed.document_number} (số {deed.pk}): {fault}"


def _faults(deed: Delegation, rows: list[Decision]) -> Iterator[str]:
    ended = _end_of(rows)
    if not rows:
        yield "không khớp với sổ quyết định."
    elif deed.confirmed_at and not _has_givers_word(deed, rows):
        yield "có hiệu lực mà người ủy quyền chưa xác nhận."
    if ended and deed.ended_at is None:
        yield "đã chấm dứt mà vẫn còn hiệu lực."
    for row in deed.reports:
        if row.user != (deed.receiver_user_id if row.act == Act.REPORT_BACK else deed.giver_user_id):
            yield f"dòng {row.number} của sổ quyết định báo cáo hoặc ghi đã xem thay người khác."
    for row in deed.done:
        if not _is_receivers(deed, row, until=ended or deed.ends_at):
            yield f"dòng {row.number} của sổ quyết định nằm ngoài thời hạn hoặc không do người được ủy quyền."
        elif not (_is_lent(deed, Act(row.act)) or _takes_back(deed, row)):
            yield f"dòng {row.number} của sổ quyết định là việc không được giao."


def _end_of(rows: list[Decision]) -> datetime.datetime | None:
    return next((row.at for row in rows if row.act == Act.END_DEED), None)


def _has_givers_word(deed: Delegation, rows: list[Decision]) -> bool:
    return any(row.user == deed.giver_user_id for row in rows if row.act != Act.END_DEED)


def _is_receivers(deed: Delegation, row: Decision, until: datetime.datetime) -> bool:
    """Whether the person to whom the deed lends did it, and in its time."""
    return deed.starts_at <= row.at < until and row.user == deed.receiver_user_id


def _takes_back(deed: Delegation, row: Decision) -> bool:
    """Whether it took down what was posted in an emergency and confirmed by nobody, which comes with approving."""
    if row.act != Act.WITHDRAW or Act.APPROVE not in deed.acts:
        return False
    words = Decision.objects.filter(page=row.page_id, number__lt=row.number, act__in=[*OPENING, *CLOSING, Act.AFFIRM])
    last = words.order_by("-number").first()
    return last is not None and last.act == Act.URGENT


def _is_lent(deed: Delegation, act: Act) -> bool:
    """Whether the deed names the act, or one that this act comes with."""
    return act in LENT_WITH_ANY or any(lent in deed.acts for lent in (act, *LENT_WITH.get(act, ())))
