"""The rules page of a board: who may do what by its charter, for its members and its technical staff to read beside the paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workflows.screens.rules_page.page import Version
from workflows.screens.rules_page.page import rules_page as page_of
from workflows.views.access import watched_board_for


@require_GET
def rules_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/admin/ban-bien-tap/<board>/quy-tac/`"""
    board = watched_board_for(request, slug)
    page = page_of(board.rules, Version.of(board))
    return render(request, "workflows/rules_page.html", {"board": board, "page": page})
