"""Writing a deed of delegation: whose it is, then what the charter lets this giver lend, and to whom."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflows.charter.roles import titles_of
from workflows.charter.words import RoleKey
from workflows.models.board import Board, Member
from workflows.models.delegation import Delegation
from workflows.rules.refusal import Refused
from workflows.services.deeds import delegate
from workflows.views.forms import DelegationForm


@require_http_methods(["GET", "POST"])
def new_delegation(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/uy-quyen/<board>/lap/`: what was typed stays where it is refused."""
    board = get_object_or_404(Board.objects.with_charter(), slug=slug)
    seats = [seat for seat in Member.objects.of_user(request.user).reading() if seat.board_id == board.pk]
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
    titles = titles_of(board.rules)
    return {
        "order": [titles[role] for role in order.order if role in titles],
        "source": order.source,
    }


def _said(deed: Delegation) -> str:
    if deed.confirmed_at:
        return _("Đã lập ủy quyền cho %s.") % deed.receiver
    return _("Đã lập. Ủy quyền chỉ có hiệu lực sau khi %s xác nhận; người đó vừa được báo bằng thư.") % deed.giver
