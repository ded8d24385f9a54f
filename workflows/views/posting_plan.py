"""The board's plan of posting: what is approved and waits to be posted, what appears by itself and when, and what failed."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vietnamese.working_days import VIETNAM
from workflows.charter.words import StepKind
from workflows.screens import desk, posting_plan
from workflows.views.access import boards_watched_by, shut_files, to_own_board, watched_board_for
from workflows.views.list_pages import page_of


@require_GET
def my_plan(request: HttpRequest) -> HttpResponse:
    """`/admin/lich-dang/`: straight to the board's plan, or a choice where there are several."""
    return to_own_board(request, "posting_plan", boards_watched_by(request.user))


@require_GET
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/lich-dang/<board>/?thang=2026-11`"""
    board = watched_board_for(request, slug)
    first = _month_of(request.GET.get("thang", ""))
    shown = page_of(desk.in_review(board).filter(kind=StepKind.PUBLISH), request)
    weeks = posting_plan.month(board, first)
    context = {
        "board": board,
        "states": shown,
        "lines": desk.described(shown),
        "late": posting_plan.late(board),
        "shut": shut_files(request.user, board),
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
