"""A board's page: its charter, its people, and each chain drawn as a flow."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from workflows.charter.words import RoleKey
from workflows.models.board import Board, Member
from workflows.screens import clocks as clocks_screen
from workflows.screens import desk, drawing

PER_PAGE = 30


def boards_of(user: Any) -> list[Board]:
    """The boards on which this person has a seat; all of them for the technician, who only looks."""
    boards = Board.objects.order_by("pk")
    return list(boards if user.is_superuser else boards.filter(members__in=Member.objects.of_user(user)).distinct())


@require_GET
def my_board(request: HttpRequest) -> HttpResponse:
    """`/admin/ban-bien-tap/`: straight to the board, or a choice where there are several."""
    boards = boards_of(request.user)
    if len(boards) == 1:
        return HttpResponseRedirect(reverse("board", args=[boards[0].slug]))
    return render(request, "workflows/boards.html", {"boards": boards})


@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/ban-bien-tap/<board>/`"""
    shown = get_object_or_404(Board.objects.select_related("charter", "site"), slug=slug)
    if shown not in boards_of(request.user):
        raise PermissionDenied
    context = {
        "board": shown,
        "rules": shown.rules,
        "members": shown.members.active().select_related("user").prefetch_related("fields", "units").order_by("pk"),
        "chains": drawing.drawn_chains(shown),
        "waiting": desk.in_review(shown).count(),
        "clocks": clocks_screen.of_board(shown),
        "since_publication": clocks_screen.since_publication(shown),
        "deadlines": drawing.drawn_deadlines(shown),
        "urgent": drawing.drawn_urgent(shown),
        "voting": drawing.drawn_vote(shown),
        "may_see_votes": request.user.is_superuser
        or any(seat.user_id == request.user.pk and seat.role != RoleKey.CONTRIBUTOR for seat in shown.seats),
    }
    return render(request, "workflows/board.html", context)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """`/admin/cho-toi/`: everything that waits for this person, in pages."""
    states = Paginator(desk.my_queue(request.user), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "workflows/queue.html", {"states": states, "lines": desk.described(states, request.user)})
