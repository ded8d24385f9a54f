"""Who may open which screen: a board's, an item's file. And which boards somebody's own screens are about."""

from collections.abc import Container

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
    """The boards whose inside this person reads: a seat there that is not of the technical side; all for the technician, who only looks."""
    return Board.objects.read_by(user)


def boards_watched_by(user: SomeUser) -> QuerySet[Board]:
    """The boards whose state this person sees: also where all they do is keep it running (0043)."""
    return Board.objects.of_user(user)


def require_member(user: SomeUser, board: Board | None) -> None:
    """Raises `PermissionDenied` for whoever does not read this board's inside."""
    _require_among(boards_of(user), board)


def board_for(request: HttpRequest, slug: str) -> Board:
    """The board, for who reads its inside. Raises `Http404` and `PermissionDenied`."""
    return _one_of(boards_of(request.user), slug)


def watched_board_for(request: HttpRequest, slug: str) -> Board:
    """The board, for who sees its state: for screens of `STATE_OF_A_BOARD` alone. Raises `Http404` and `PermissionDenied`."""
    return _one_of(boards_watched_by(request.user), slug)


def _one_of(boards: QuerySet[Board], slug: str) -> Board:
    board = get_object_or_404(Board.objects.with_charter().select_related("site", "root_page"), slug=slug)
    _require_among(boards, board)
    return board


def _require_among(boards: QuerySet[Board], board: Board | None) -> None:
    if board is None or not boards.filter(pk=board.pk).exists():
        raise PermissionDenied


def to_own_board(
    request: HttpRequest, screen: str, boards: QuerySet[Board], choice: str = "workflows/boards.html"
) -> HttpResponse:
    """Straight to the screen of that name of one's board, or a choice where there are several."""
    if len(boards) == 1:
        return HttpResponseRedirect(reverse(screen, args=[boards[0].slug]))
    return render(request, choice, {"boards": boards, "screen": screen})


class _Everything(Container[object]):
    def __contains__(self, _key: object) -> bool:
        return True


def shut_files(user: SomeUser, board: Board) -> Container[object]:
    """The keys of the board's pages whose files do not open for this person: a list that names them leads nowhere. Two queries."""
    reads = boards_of(user).filter(pk=board.pk).exists()
    return withheld_from(user) if reads else _Everything()


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
