"""Who of the board is away, and until when: stating a leave, the list, an early end."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workflows.gate import leaves as leaves_gate
from workflows.models.board import Board, Member
from workflows.models.leave import Leave
from workflows.rules.refusal import Refused
from workflows.services.leaves.end import end
from workflows.services.leaves.state import state
from workflows.views.access import boards_of
from workflows.views.leave_form import LeaveForm
from workflows.views.list_pages import page_of


@require_GET
def leaves(request: HttpRequest) -> HttpResponse:
    """`/admin/nghi/`: the leaves of this person's boards, those that are not over on top."""
    return _listed(request, {})


def _listed(request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
    """The list; `typed`: the words of a refused end."""
    is_open = Exists(Leave.objects.open().filter(pk=OuterRef("pk")))
    known = Leave.objects.filter(board__in=boards_of(request.user)).whole().select_related("board")
    shown = page_of(known.alias(is_open=is_open).order_by("-is_open", "-starts_at", "-pk"), request)
    may_end = leaves_gate.may_end(request.user, shown)
    helped = Member.objects.secretary_of(request.user)
    lines = [
        {
            "leave": each,
            "may_end": each.pk in may_end,
            "may_lend": each.state != "ended" and (each.user_id == request.user.pk or each.board_id in helped),
        }
        for each in shown
    ]
    boards = Board.objects.filter(members__in=Member.objects.of_user(request.user).reading()).distinct().order_by("pk")
    context = {"states": shown, "lines": lines, "boards": boards, "typed": typed}
    return render(request, "workflows/leaves.html", context)


@require_http_methods(["GET", "POST"])
def state_leave(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/nghi/<board>/ghi/`: what was typed stays where it is refused."""
    board = get_object_or_404(Board, slug=slug)
    if not Member.objects.of_user(request.user).reading().filter(board=board).exists():
        raise PermissionDenied
    form = LeaveForm(request.POST or None, board=board, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            leave = state(form.said(), request.user, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("Đã ghi: %s. Trưởng ban và Thư ký được báo bằng thư.") % leave)
            return HttpResponseRedirect(reverse("leaves"))
    return render(request, "workflows/state_leave.html", {"board": board, "form": form})


@require_POST
def end_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """End a leave before its time. What was typed stays where it is refused."""
    leave = get_object_or_404(Leave.objects.whole().filter(board__in=boards_of(request.user)), pk=pk)
    reason = request.POST.get("reason", "")
    try:
        end(leave, request.user, reason)
    except Refused as refused:
        messages.error(request, refused.refusal.sentence)
        return _listed(request, {"leave": leave.pk, "reason": reason})
    messages.success(request, _("Đã kết thúc lần nghỉ của %s.") % leave.whose)
    return HttpResponseRedirect(reverse("leaves"))
