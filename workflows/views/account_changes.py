"""«Người và tài khoản»: what waits for another's word about who sits on a board and about their accounts, and what became of it."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workflows.gate import accounts
from workflows.models.account_change import AccountChange
from workflows.models.board import Board
from workflows.rules.accounts import AccountAct
from workflows.rules.refusal import Refusal, Refused
from workflows.services.accounts.answer import answer
from workflows.services.accounts.constitute import constitute, digest_of_list
from workflows.views.access import board_for, boards_of
from workflows.views.list_pages import page_of


@require_GET
def account_changes(request: HttpRequest) -> HttpResponse:
    """`/admin/nguoi-va-tai-khoan/`: what waits on top, then newest first; and the lists that no chief has confirmed yet."""
    return _shown(request)


@require_http_methods(["GET", "POST"])
def answer_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or refuse one. What is asked of this address without saying anything is the list."""
    if request.method == "GET":
        return HttpResponseRedirect(f"{reverse('account_changes')}?{request.GET.urlencode()}")
    change = get_object_or_404(AccountChange.objects.filter(board__in=boards_of(request.user)), pk=pk)
    word, reason = request.POST.get("word"), request.POST.get("reason", "")
    try:
        if word not in ("accept", "refuse"):
            raise Refused(Refusal("not-now", _("Hãy chọn xác nhận hoặc không xác nhận.")))
        change = answer(change, request.user, is_accepted=word == "accept", reason=reason)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _shown(request, change=change.pk, reason=reason)
    messages.success(request, _sentence(change))
    return HttpResponseRedirect(reverse("account_changes"))


@require_POST
def constitute_board(request: HttpRequest, slug: str) -> HttpResponse:
    """The chief confirms who sits on the board."""
    board = board_for(request, slug)
    try:
        constitute(board, request.user, request.POST.get("seen", ""))
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
    else:
        messages.success(request, _("Đã xác nhận danh sách. Từ nay Ban biên tập bắt đầu làm việc trên cổng."))
    return HttpResponseRedirect(reverse("account_changes"))


def _sentence(change: AccountChange) -> str:
    if not change.is_given:
        return _("Đã ghi không xác nhận. Mọi thứ còn như cũ.")
    if change.is_in_force:
        return _("Đã xác nhận. Thay đổi có hiệu lực.")
    return _("Đã xác nhận. Thay đổi còn chờ các Ban biên tập khác có người này xác nhận.")


def _shown(request: HttpRequest, **typed: Any) -> HttpResponse:
    """The page; `typed`: which change was answered with what `reason`, and refused."""
    boards = list(boards_of(request.user))
    known = (
        AccountChange.objects.filter(board__in=boards, request__isnull=False)
        .select_related("board", "account", "member", "request", "answer")
        .order_by(F("answer").desc(nulls_first=True), "-pk")
    )
    shown = page_of(known, request)
    known_boards = {board.pk: board for board in boards}
    for change in shown:
        change.board = known_boards[change.board_id]  # its seats are asked for once
    lines = [{"change": change, **_offered(request, change)} for change in shown]
    early = [_list_of(request, board) for board in boards if board.constituted_at is None]
    return render(
        request, "workflows/account_changes.html", {"lines": lines, "early": early, "states": shown, "typed": typed}
    )


def _offered(request: HttpRequest, change: AccountChange) -> dict[str, Any]:
    if change.answer is not None:
        return {}
    offered = accounts.offered(request.user, change)
    return {
        "may_accept": offered[AccountAct.ACCEPT] is None,
        "may_refuse": offered[AccountAct.REFUSE] is None,
        "waits_for": accounts.who_confirms(change),
    }


def _list_of(request: HttpRequest, board: Board) -> dict[str, Any]:
    return {
        "board": board,
        "seats": board.members.active().select_related("user").order_by("pk"),
        "seen": digest_of_list(board),
        "may_constitute": accounts.ask(request.user, AccountAct.CONSTITUTE, board) is None,
    }
