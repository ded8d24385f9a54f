"""The board's plan of posting: what is approved and waits to be posted, what appears by itself and when, and what failed."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from vietnamese.working_days import VIETNAM
from workflows.charter.words import StepKind
from workflows.models.board import Board
from workflows.screens import desk, posting_plan
from workflows.views.board import PER_PAGE, boards_of


@require_GET
def my_plan(request: HttpRequest) -> HttpResponse:
    """`/admin/lich-dang/`: straight to the board's plan, or a choice where there are several."""
    boards = boards_of(request.user)
    if len(boards) == 1:
        return HttpResponseRedirect(reverse("posting_plan", args=[boards[0].slug]))
    return render(request, "workflows/boards.html", {"boards": boards, "screen": "posting_plan"})


@require_GET
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/lich-dang/<board>/?thang=2026-11`"""
    board = get_object_or_404(Board.objects.select_related("charter", "root_page"), slug=slug)
    if board not in boards_of(request.user):
        raise PermissionDenied
    first = _month_of(request.GET.get("thang", ""))
    approved = Paginator(desk.in_review(board).filter(kind=StepKind.PUBLISH), PER_PAGE)
    shown = approved.get_page(request.GET.get("p"))
    weeks = posting_plan.month(board, first)
    context = {
        "board": board,
        "states": shown,
        "lines": desk.described(shown),
        "late": posting_plan.late(board),
        "weeks": weeks,
        "is_empty": not any(day.planned for week in weeks for day in week),
        "month": first,
        "previous": first - datetime.timedelta(days=1),
        "following": first + datetime.timedelta(days=31),
    }
    return render(request, "workflows/posting_plan.html", context)


def _month_of(asked: str) -> datetime.date:
    """The first day of the month asked for; of this month for anything that is none."""
    try:
        asked_for = datetime.datetime.strptime(asked, "%Y-%m").date()
    except ValueError:
        asked_for = timezone.localdate(timezone=VIETNAM)
    within = min(max(asked_for, datetime.date(2000, 1, 1)), datetime.date(2200, 1, 1))
    return within.replace(day=1)
