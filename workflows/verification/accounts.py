"""Whether the accounts of those who sit on a board, and the list of its people, are what somebody else than their technician has confirmed."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib.auth.models import User

from workflows.digests.digest import sha256_of
from workflows.models.account_change import AccountChange, as_confirmed, watched
from workflows.models.board import Board, Member
from workflows.models.decision import Decision
from workflows.rules.accounts import BEFORE_ANYBODY_DECIDES, too_early
from workflows.rules.act import Act

ANSWERS = (Act.ACCEPT, Act.REFUSE, Act.CONSTITUTE)


def breaches(board: Board) -> Iterator[str]:
    """A sentence per account that is otherwise than confirmed, per change that the ledger does not bear out, per row from before anybody was to decide."""
    told = f"Ban biên tập {board.slug}"
    yield from (f"{told}: {fault}" for fault in _faults_of_list(board))
    yield from (f"{told}: {fault}" for fault in _faults_of_changes(board))
    yield from (f"{told}: {fault}" for fault in _faults_of_seats(board))
    if board.constituted_at is None:
        return
    for account in User.objects.filter(pk__in=Member.objects.active().filter(board=board).values("user")).order_by(
        "pk"
    ):
        if not is_as_confirmed(account):
            yield f"{told}: tài khoản «{account.get_username()}» có địa chỉ thư, tên đăng nhập hoặc quyền khác với bản đã được xác nhận."


def is_as_confirmed(account: Any) -> bool:
    """Whether what is watched of a seated account is as the last word about it says; also where nobody has said anything yet."""
    now = watched(account)
    return all(now[name] == value for name, value in as_confirmed(account).items())


def _faults_of_list(board: Board) -> Iterator[str]:
    rows = Decision.objects.filter(board=board).order_by("number")
    word = rows.filter(act=Act.CONSTITUTE).first()
    # On boards of before there was such a word, people decided without it.
    since = word or rows.exclude(act__in=BEFORE_ANYBODY_DECIDES).first()
    if board.constituted_at != (since.at if since else None):
        yield "lúc danh sách được xác nhận không phải lúc mà sổ quyết định ghi."
    if word and (refusal := too_early(rows.filter(number__lt=word.number).values_list("act", flat=True))):
        yield f"sổ có quyết định trước khi danh sách được xác nhận ({refusal.code})."


def _faults_of_changes(board: Board) -> Iterator[str]:
    changes = AccountChange.objects.filter(board=board).select_related("answer").order_by("answer", "pk")
    answered = {
        number: sha256_of([change.digest for change in group])
        for number, group in groupby(changes.exclude(answer=None), lambda change: change.answer_id)
    }
    for row in Decision.objects.filter(board=board, act__in=ANSWERS).order_by("number"):
        if answered.pop(row.pk, None) != row.digest:
            yield f"thay đổi người, tài khoản ở dòng {row.number} của sổ đã bị sửa hoặc xóa."
    if answered:
        yield "có thay đổi người, tài khoản mà không ai xác nhận."
    asked = {change.request_id: change.digest for change in changes if change.request_id}
    for row in Decision.objects.filter(board=board, act=Act.REQUEST).order_by("number"):
        if asked.get(row.pk) != row.digest:
            yield f"đề nghị thay đổi ở dòng {row.number} của sổ đã bị sửa hoặc xóa."
    if any(
        change.request_id is None and (change.answer is None or change.answer.act != Act.CONSTITUTE)
        for change in changes
    ):
        yield "có thay đổi người, tài khoản mà không ai đề nghị."


def _faults_of_seats(board: Board) -> Iterator[str]:
    """Since people decide, whoever is seated is seated by the row after the word on just that (on boards of before: since rows are signed)."""
    since = Decision.objects.filter(board=board, act__in=[Act.CONSTITUTE, Act.SIGN_LEDGER]).order_by("number").last()
    if since is None:
        return
    words = AccountChange.objects.filter(board=board, member__isnull=False, answer__act=Act.ACCEPT)
    given = set(words.values_list("answer__number", "member", "account"))
    rows = Decision.objects.filter(board=board, act=Act.SEAT, number__gt=since.number).order_by("number")
    for number, member, user in rows.values_list("number", "member", "user"):
        if user is not None and (number - 1, member, user) not in given:
            yield f"dòng {number} của sổ bố trí người mà không ai xác nhận."
