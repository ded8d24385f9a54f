"""The spot checks of a board: figures, what waits for whom, and what a member found (R121, R122)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflows.charter.after_publication import spot_check_of
from workflows.charter.roles import titles_of
from workflows.clocks.sentence import length
from workflows.gate import spot_checks as checks_gate
from workflows.models.board import Board
from workflows.models.spot_check import SpotCheck
from workflows.rules.refusal import Refused
from workflows.rules.spot_checks import CheckAct
from workflows.screens import afterwards as afterwards_screen
from workflows.services.afterwards import spot_checks as services
from workflows.views.access import board_for
from workflows.views.list_pages import page_of
from workflows.views.typed import whole_number


@require_http_methods(["GET", "POST"])
def spot_checks(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/kiem-tra-sau-dang/<board>/`: what was typed stays where it is refused."""
    board = board_for(request, slug)
    typed = request.POST.dict()
    if request.method == "POST":
        check = get_object_or_404(SpotCheck, board=board, pk=whole_number(typed.get("check", "")))
        what = typed.get("what", "")[:2000]
        try:
            report = services.finish(check, request.user, typed.get("outcome", ""), what)
        except Refused as refused:
            messages.error(request, refused.refusal.sentence)
        else:
            said = _("Đã ghi kết quả. Cảm ơn bạn.")
            if report:
                said = _("Đã ghi kết quả và lập báo sai sót %s.") % report.code
            messages.success(request, said)
            return HttpResponseRedirect(reverse("spot_checks", args=[slug]))
    return render(request, "workflows/spot_checks.html", {**_context(request, board), "typed": typed})


def _context(request: HttpRequest, board: Board) -> dict[str, object]:
    rules = spot_check_of(board.rules)
    titles = titles_of(board.rules)
    checks = page_of(afterwards_screen.checks_of(board), request)
    offered = checks_gate.offered(request.user, checks)
    return {
        "board": board,
        "rules": rules,
        "within": length(rules.within),
        "who": ", ".join(titles[role] for role in rules.who if role in titles),
        "figures": afterwards_screen.figures_of(board),
        "checks": checks,
        "to_finish": {key for key, acts in offered.items() if acts[CheckAct.FINISH] is None},
    }
