"""A board's page: its charter, its people, each chain drawn as a flow, and whether its ledger still has a fingerprint."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workflows.gate.leaves import on_leave
from workflows.rules.vote_readers import OUTSIDE
from workflows.screens import clocks as clocks_screen
from workflows.screens import desk, drawing, fingerprint, hidden_parts, sources
from workflows.views.access import boards_of, boards_watched_by, to_own_board, watched_board_for
from workflows.views.list_pages import page_of


@require_GET
def my_board(request: HttpRequest) -> HttpResponse:
    """`/admin/ban-bien-tap/`: straight to the board, or a choice where there are several."""
    return to_own_board(request, "board", boards_watched_by(request.user))


@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/ban-bien-tap/<board>/`"""
    shown = watched_board_for(request, slug)
    members = list(shown.members.active().select_related("user").prefetch_related("fields", "units").order_by("pk"))
    away = on_leave(members)
    context = {
        "board": shown,
        "rules": shown.rules,
        "members": [(member, away.get(member.pk)) for member in members],
        "chains": drawing.drawn_chains(shown),
        "waiting": desk.in_review(shown).count(),
        "clocks": clocks_screen.of_board(shown),
        "since_publication": clocks_screen.since_publication(shown),
        "typed": (typed := request.GET.get("dau-van-tay", "")),
        "fingerprint": fingerprint.answer(shown, typed, request.user),
        "deadlines": drawing.drawn_deadlines(shown.rules),
        "urgent": drawing.drawn_urgent(shown.rules),
        "voting": drawing.drawn_vote(shown.rules),
        "hidden_in_files": hidden_parts.unseen(shown),
        "parts": sources.named_parts(shown.rules),
        "taken_by_default": sources.taken_by_default(shown.rules),
        "may_read": boards_of(request.user).filter(pk=shown.pk).exists(),
        "may_see_votes": request.user.is_superuser
        or any(seat.user_id == request.user.pk and seat.role not in OUTSIDE for seat in shown.seats),
    }
    return render(request, "workflows/board.html", context)


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """`/admin/cho-toi/`: everything that waits for this person, in pages."""
    states = page_of(desk.my_queue(request.user), request)
    return render(request, "workflows/queue.html", {"states": states, "lines": desk.described(states, request.user)})
