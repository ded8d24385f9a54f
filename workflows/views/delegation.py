"""The board's deeds of delegation: who stands in for whom, writing a new deed, the giver's word, an early end."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workflows.charter.words import RoleKey
from workflows.gate import deeds as deeds_gate
from workflows.gate.withheld import hide
from workflows.models.board import Board, Member
from workflows.models.delegation import Delegation
from workflows.rules.deeds import DeedAct
from workflows.rules.refusal import Refusal, Refused
from workflows.services.deeds import delegate
from workflows.views.access import boards_of
from workflows.views.forms import DelegationForm
from workflows.views.list_pages import page_of


@require_GET
def delegations(request: HttpRequest) -> HttpResponse:
    """`/admin/uy-quyen/`: the deeds of this person's boards, newest first, with what this person may do about each."""
    return _listed(request, {})


def _listed(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    """The list; `typed`: the words of a refused act on one deed."""
    deeds = Delegation.objects.filter(board__in=boards_of(request.user)).with_scope().select_related("board")
    shown = page_of(deeds.prefetch_related("decisions"), request)
    offered = deeds_gate.offered(request.user, shown)
    hide((row for deed in shown for row in deed.done), request.user)
    lines = [
        {
            "deed": deed,
            "done": deed.done,
            "may_confirm": offered[deed.pk][DeedAct.CONFIRM] is None,
            "may_end": offered[deed.pk][DeedAct.END] is None,
            "may_report": offered[deed.pk][DeedAct.REPORT] is None,
            "may_see": offered[deed.pk][DeedAct.SEE] is None,
        }
        for deed in shown
    ]
    boards = Board.objects.filter(members__in=_seats(request)).distinct().order_by("pk")
    return render(
        request, "workflows/delegations.html", {"states": shown, "lines": lines, "boards": boards, "typed": typed}
    )


@require_http_methods(["GET", "POST"])
def new_delegation(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/uy-quyen/<board>/lap/`: what was typed stays where it is refused."""
    board = get_object_or_404(Board.objects.with_charter(), slug=slug)
    seats = [seat for seat in _seats(request) if seat.board_id == board.pk]
    if not seats:
        raise PermissionDenied
    is_secretary = any(seat.role == RoleKey.SECRETARY for seat in seats)
    taken = board.members.active().filter(user__is_active=True).select_related("user").order_by("pk")
    givers = list(taken) if is_secretary else seats
    giver = _giver(request, givers)
    context = {"board": board, "is_secretary": is_secretary, **_succession(board)}
    if giver is None:
        return render(request, "workflows/whose_delegation.html", {**context, "givers": givers})
    giver.board = board
    form = DelegationForm(request.POST or None, request.FILES or None, giver=giver)
    if request.method == "POST" and form.is_valid() and _write(form, request):
        return HttpResponseRedirect(reverse("delegations"))
    return render(request, "workflows/new_delegation.html", {**context, "form": form, "giver": giver})


def _giver(request: HttpRequest, givers: list[Member]) -> Member | None:
    """The seat that lends: as chosen, or the only one that this person may write for."""
    if len(givers) == 1:
        return givers[0]
    chosen = request.POST.get("giver") or request.GET.get("giver")
    return next((each for each in givers if str(each.pk) == chosen), None)


def _write(form: DelegationForm, request: HttpRequest) -> bool:
    """Whether the deed is written now; if not, the form says why."""
    try:
        deed = delegate.write_deed(form.deed(), request.user)
    except Refused as refused:
        form.add_error(None, refused.refusal.sentence)
        return False
    messages.success(request, _said(deed))
    return True


def _succession(board: Board) -> dict[str, Any]:
    """Who stands in for whom where nobody wrote a deed, and which clause says so."""
    order = board.rules.succession
    if order is None:
        return {"order": [], "source": ""}
    titles = {role.key: role.title for role in board.rules.role}
    return {
        "order": [titles[role] for role in order.order if role in titles],
        "source": order.source,
    }


@require_POST
def act_on_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a deed, end it, report on it, or say that the report was read. What was typed stays where it is refused."""
    deed, words = _deed(request, pk), request.POST.get("reason", "")
    acts: dict[str, tuple[Callable[[], None], str]] = {
        "confirm": (
            lambda: delegate.confirm(deed, request.user),
            _("Đã xác nhận. %s được làm thay từ lúc bắt đầu ghi trong văn bản.") % deed.receiver,
        ),
        "end": (
            lambda: delegate.end(deed, request.user, words),
            _("Đã chấm dứt ủy quyền; người ủy quyền nhận danh sách những việc đã làm."),
        ),
        "report": (
            lambda: delegate.report_back(deed, request.user, words),
            _("Đã gửi báo cáo cho %s.") % deed.giver,
        ),
        "see": (lambda: delegate.see_report(deed, request.user), _("Đã ghi: bạn đã xem báo cáo này.")),
    }
    try:
        do, said = acts.get(request.POST.get("act", ""), (_nothing_chosen, ""))
        do()
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _listed(request, {"deed": deed.pk, "act": request.POST.get("act", ""), "words": words})
    messages.success(request, said)
    return HttpResponseRedirect(reverse("delegations"))


def _nothing_chosen() -> None:
    raise Refused(Refusal("not-now", _("Hãy chọn xác nhận, chấm dứt, báo cáo hoặc đã xem.")))


@require_GET
def delegation_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scanned deed, for the members of its board: as a download, so that it runs nothing."""
    deed = _deed(request, pk)
    if not deed.document:
        raise PermissionDenied
    return FileResponse(deed.document.open("rb"), as_attachment=True, filename=PurePath(str(deed.document.name)).name)


def _seats(request: HttpRequest) -> Any:
    return Member.objects.of_user(request.user)


def _deed(request: HttpRequest, pk: int) -> Delegation:
    return get_object_or_404(Delegation.objects.with_scope().filter(board__in=boards_of(request.user)), pk=pk)


def _said(deed: Delegation) -> str:
    if deed.confirmed_at:
        return _("Đã lập ủy quyền cho %s.") % deed.receiver
    return _("Đã lập. Ủy quyền chỉ có hiệu lực sau khi %s xác nhận; người đó vừa được báo bằng thư.") % deed.giver
