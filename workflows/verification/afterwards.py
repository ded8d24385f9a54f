"""Whether what citizens read about corrections and withdrawals, and how reports and spot checks stand, is what the ledger says."""

from collections.abc import Iterator
from typing import Any

from workflows.gate import follow_up
from workflows.gate.corrections import note_of
from workflows.models.board import Board
from workflows.models.decision import TAKEN_DOWN, Certificate, Decision
from workflows.models.mistake import MistakeReport, WithdrawalNotice
from workflows.rules.act import Act


def breaches(board: Board) -> Iterator[str]:
    """A sentence per correction that nobody approved or nobody is told of, per notice without its decision, per unwritten state."""
    yield from _corrections(board)
    for notice in WithdrawalNotice.objects.filter(decision__board=board).select_related("decision"):
        if notice.decision.act not in TAKEN_DOWN or notice.decision.page_id != notice.page_id:
            yield f"Thông báo gỡ (số {notice.pk}): không thuộc quyết định gỡ của mục này."
    for kind in (*follow_up.KINDS, *follow_up.KINDS_OF_OTHERS):
        yield from _followed(board, kind)
    codes = MistakeReport.objects.filter(board=board, clock=None).values_list("code", flat=True)
    yield from (f"Báo sai sót {code}: không có thời hạn." for code in codes)


def _followed(board: Board, kind: Any) -> Iterator[str]:
    """Every report, check or ticket stands as the last row about it says, and every row has one."""
    last: dict[tuple[int | None, str], str] = {}
    rows = Decision.objects.filter(board=board, act=kind.ledger_act).order_by("number")
    for page, title, digest in rows.values_list("page", "title", "digest"):
        last[page, title] = digest
    for followed in kind._default_manager.filter(board=board).order_by("pk"):
        page_id = followed.page_id if kind in follow_up.KINDS else None
        if last.pop((page_id, followed.ledger_title), "") != followed.digest:
            yield f"{followed.ledger_title} (số {followed.pk}): không khớp với sổ quyết định."
    for _page, title in last:
        yield f"{title}: có trong sổ quyết định mà không còn ở danh sách."


def _corrections(board: Board) -> Iterator[str]:
    """Every told correction is the approved note, and every approved note that became public is told."""
    told = {
        row.revision_id: row
        for row in Decision.objects.filter(board=board, act=Act.CORRECT).order_by("number").select_related("revision")
    }
    noted = Certificate.objects.filter(decision__board=board, decision__act=Act.PUBLISH).exclude(
        revision__content__correction_note=""
    )
    approved: dict[int | None, tuple[Certificate, str]] = {}
    for certificate in noted.filter(revision__content__has_key="correction_note").select_related("revision"):
        if note := note_of(certificate):
            approved[certificate.revision_id] = (certificate, note)
    for revision, row in told.items():
        found = approved.get(revision)
        if found is None or (row.comment, row.digest) != (found[1], found[0].digest):
            yield f"Đính chính «{row.title}» (dòng {row.number}): không phải lời đính chính đã duyệt."
    for revision, (certificate, _note) in approved.items():
        if revision not in told and certificate.page.live_revision_id == revision:
            yield f"Trang «{certificate.page.title}» (số {certificate.page_id}): đính chính mà người dân không được báo."
