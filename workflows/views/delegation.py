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
from django.views.decorators.http import require_GET, require_POST

from workflows.gate import deeds as deeds_gate
from workflows.gate.withheld import hide
from workflows.models.board import Board, Member
from workflows.models.delegation import Delegation
from workflows.rules.deeds import DeedAct
from workflows.rules.refusal import Refusal, Refused
from workflows.services.deeds import delegate
from workflows.views.access import boards_of
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
    boards = Board.objects.filter(members__in=Member.objects.of_user(request.user).reading()).distinct().order_by("pk")
    return render(
        request, "workflows/delegations.html", {"states": shown, "lines": lines, "boards": boards, "typed": typed}
    )


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


def _deed(request: HttpRequest, pk: int) -> Delegation:
    return get_object_or_404(Delegation.objects.with_scope().filter(board__in=boards_of(request.user)), pk=pk)
