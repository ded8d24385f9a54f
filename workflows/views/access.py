"""Who may open which screen: a board's, an item's file. And which boards somebody's own screens are about."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from wagtail.models import Page

from workflows.charter.words import RoleKey
from workflows.gate.withheld import withheld_from
from workflows.models.board import Board
from workflows.models.reviewed import ReviewedPage
from workflows.models.some_user import SomeUser


def boards_of(user: SomeUser) -> QuerySet[Board]:
    """The boards on which this person has a seat; all of them for the technician, who only looks."""
    return Board.objects.of_user(user)


def require_member(user: SomeUser, board: Board | None) -> None:
    """Raises `PermissionDenied` for whoever has no seat there and is not the technician."""
    if board is None or not boards_of(user).filter(pk=board.pk).exists():
        raise PermissionDenied


def board_for(request: HttpRequest, slug: str) -> Board:
    """The board, for its members and the technician, who only looks. Raises `Http404` and `PermissionDenied`."""
    board = get_object_or_404(Board.objects.with_charter().select_related("site", "root_page"), slug=slug)
    require_member(request.user, board)
    return board


def to_own_board(request: HttpRequest, screen: str, choice: str = "workflows/boards.html") -> HttpResponse:
    """Straight to the screen of that name of one's board, or a choice where there are several."""
    boards = boards_of(request.user)
    if len(boards) == 1:
        return HttpResponseRedirect(reverse(screen, args=[boards[0].slug]))
    return render(request, choice, {"boards": boards, "screen": screen})


def page_for(request: HttpRequest, page_id: int) -> ReviewedPage:
    """The item, for those who may read its file: the board's members but for its technical staff, and who may edit it. Raises `Http404` and `PermissionDenied`."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ReviewedPage) or page.board is None:
        raise PermissionDenied
    is_member = any(seat.user_id == request.user.pk and seat.role != RoleKey.TECHNICAL for seat in page.board.seats)
    if not (is_member or page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    if page.pk in withheld_from(request.user):
        raise PermissionDenied
    return page
