"""Whether every vote is what the ledger says: who was asked, each ballot, the count, and every step that the board passed or returned."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model

from workflows.digests.digest import sha256_of_file
from workflows.gate import vote_result
from workflows.models.attached import Attached
from workflows.models.board import Board
from workflows.models.consultation import (
    SETTLING,
    VOTE_ACTS,
    Ballot,
    Consultation,
    Elector,
    Supplement,
    electorate_seal,
)
from workflows.models.decision import Decision
from workflows.rules import vote_count
from workflows.rules.act import Act
from workflows.rules.vote_count import COUNTED, Outcome

SAVED_WITHIN = datetime.timedelta(minutes=1)  # a row of the ledger is written first, in the same transaction
BY_THE_BOARD = {Outcome.PASSED: (Act.REVIEW, Act.APPROVE, Act.VOTE), Outcome.REJECTED: (Act.RETURN,)}


def differs_from_ballots(consultation: Consultation, stored: Consultation) -> bool:
    """Whether a recount of the ballots, which come with `stored`, gives another result than `consultation` says.

    What was closed before results told their base was counted over everybody present, «ý kiến khác» too, and what was before they told whose
    ballot settles a tie, by a proxy's as well. It is recounted so (decision 0020).
    """
    if consultation.outcome not in COUNTED:
        return False
    rule, result = consultation.rule, consultation.result
    has_lent_tie = "is_tie_in_person" not in result and not stored.is_open
    found = vote_result.count(
        stored, result.get("left", ()), result.get("decider"), result.get("word", ""), has_lent_tie=has_lent_tie
    )
    said = [result.get(name) for name in ("entitled", "yes", "no", "other")]
    if said != [found.entitled, found.yes, found.no, found.other] or _tells_other_outdated(result, stored):
        return True
    if "base" not in result and not stored.is_open:
        everybody = found.entitled if rule.majority == "of-members" else found.present
        return vote_count.outcome(rule, found, over=everybody) != consultation.outcome
    return result.get("base") != vote_count.base(rule, found) or vote_count.outcome(rule, found) != consultation.outcome


def _tells_other_outdated(result: dict[str, Any], stored: Consultation) -> bool:
    """Whether another number of ballots was sent before the last addition; what was closed before results told it says none."""
    return "outdated" in result and result["outdated"] != len(vote_result.outdated(stored, result.get("left", ())))


def is_borne_out(row: Decision) -> bool:
    """Whether somebody stands behind a decision on a step: a person, or, for the board's own, a vote that came to it on exactly this text."""
    if row.user is not None or row.act == Act.SKIP:
        return True
    votes = Consultation.objects.filter(step__workflow_state=row.run, step__task=row.step, judged=row.digest)
    return any(
        vote.digest == row.seal
        and row.act in BY_THE_BOARD.get(Outcome(vote.outcome), ())
        and not vote.result["is_advice"]
        for vote in votes.exclude(settled_at=None)
    )


def breaches(board: Board) -> Iterator[str]:
    """A sentence per vote of a board that is not as written, and per decision of the board on which it never voted."""
    rows: dict[str, list[Decision]] = {}
    for row in Decision.objects.filter(board=board, act__in=VOTE_ACTS).order_by("number"):
        rows.setdefault(row.digest, []).append(row)
    for vote in Consultation.objects.filter(board=board).with_ballots().with_supplements().order_by("pk"):
        for fault in _faults(vote, rows.pop(vote.digest, [])):
            yield f"Lấy ý kiến «{vote.subject}» (số {vote.pk}): {fault}"
    for gone in rows.values():
        yield f"Lấy ý kiến «{gone[0].title}» (dòng {gone[0].number} của sổ quyết định): không còn hoặc đã bị sửa."
    acts = [act for acts in BY_THE_BOARD.values() for act in acts]
    for row in Decision.objects.filter(board=board, user=None, act__in=acts):
        if not is_borne_out(row):
            yield f"Sổ quyết định {board.slug}: dòng {row.number} («{row.title}») không có biểu quyết nào làm căn cứ."


@dataclass(frozen=True)
class _Rows:
    """What the ledger has of one vote."""

    called: Decision | None
    corrected: list[Decision]
    cast: list[Decision]
    settling: list[Decision]

    @classmethod
    def of(cls, rows: list[Decision]) -> "_Rows":
        return cls(
            called=next((row for row in rows if row.act == Act.CALL_VOTE), None),
            corrected=[row for row in rows if row.act == Act.CORRECT_VOTE],
            cast=[row for row in rows if row.act == Act.CAST],
            settling=[row for row in rows if row.act in SETTLING],
        )


def _faults(vote: Consultation, rows: list[Decision]) -> Iterator[str]:
    written = _Rows.of(rows)
    if written.called is None:
        yield "không khớp với sổ quyết định."
        return
    electors, added = list(vote.electors.all()), list(vote.supplements.all())
    if written.called.seal != electorate_seal(electors):
        yield "danh sách người cho ý kiến đã bị sửa."
    if _as_written(written.cast) != _as_written(ballot for each in electors for ballot in each.ballots.all()):
        yield "phiếu không khớp với sổ quyết định."
    if [row.seal for row in written.corrected] != [each.seal for each in added]:
        yield "phần bổ sung, đính chính không khớp với sổ quyết định."
    yield from _faults_of_moments(written, electors, added)
    if not _is_settled_as_written(vote, written.settling):
        yield "kết quả không khớp với sổ quyết định."
    elif differs_from_ballots(vote, vote):
        yield "kết quả không đúng với các phiếu."
    if written.settling:
        yield from _faults_of_the_count(vote, written.called, written.cast, closed=written.settling[0])
    if not all(_has_document_as_asked(each) for each in (vote, *added)):
        yield "tài liệu kèm theo không còn đúng như lúc xin ý kiến."


def _faults_of_moments(written: _Rows, electors: list[Elector], added: list[Supplement]) -> Iterator[str]:
    """When something was added, and when each ballot was sent, says which ballots are out of date: each stands at the moment of its row,
    and all in the order of theirs."""
    moments = {each.seal: each.at for each in added} | {
        ballot.seal: ballot.at for each in electors for ballot in each.ballots.all()
    }
    rows = sorted(
        (row for row in (*written.corrected, *written.cast) if row.seal in moments), key=lambda row: row.number
    )
    moved = [row for row in rows if abs(moments[row.seal] - row.at) > SAVED_WITHIN]
    if any(row.act == Act.CORRECT_VOTE for row in moved):
        yield "thời điểm của phần bổ sung, đính chính không khớp với sổ quyết định."
    if any(row.act == Act.CAST for row in moved):
        yield "thời điểm gửi phiếu không khớp với sổ quyết định."
    if not moved and any(moments[before.seal] > moments[after.seal] for before, after in pairwise(rows)):
        yield "thứ tự của các phiếu và phần bổ sung, đính chính không khớp với sổ quyết định."


def _as_written(votes: Iterable[Decision | Ballot]) -> Counter[tuple[str, Any, int | None]]:
    """What a ballot and its row in the ledger have in common; two of a kind count twice."""
    return Counter((each.seal, each.user, each.delegation_id) for each in votes)


def _is_settled_as_written(vote: Consultation, settling: list[Decision]) -> bool:
    """Whether it is open and the ledger has no result, or closed with the ledger's last one."""
    if not settling:
        return not vote.closed_at
    return bool(vote.closed_at) and settling[-1].seal == vote.result_seal


def _faults_of_the_count(vote: Consultation, called: Decision, cast: list[Decision], closed: Decision) -> Iterator[str]:
    if any(row.number > closed.number for row in cast):
        yield "có phiếu gửi sau khi đóng."
    if _never_left(vote, called.number, closed.number):
        yield "có phiếu bị bỏ ra mà người gửi vẫn giữ vai."


def _never_left(vote: Consultation, opened: int, closed: int) -> bool:
    """Whether a seat was left out of the count without a seating, or a charter, in between."""
    changes = Decision.objects.filter(board=vote.board_id, number__gt=opened, number__lt=closed)
    return any(
        not changes.filter(Q(act=Act.SEAT, member=member) | Q(act=Act.CHARTER)).exists()
        for member in vote.result.get("left", ())
    )


def _has_document_as_asked(asked: Attached) -> bool:
    return not asked.document or asked.document_sha256 == _sha256_now(asked.document)


def _sha256_now(document: int) -> str:
    found = get_document_model().objects.filter(pk=document).first()
    return sha256_of_file(found.file.storage, found.file.name) if found else ""
