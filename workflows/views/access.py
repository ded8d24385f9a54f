"""Who may open which screen: an item's file."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from workflows.gate.withheld import withheld_from
from workflows.models.reviewed import ReviewedPage


def page_for(request: HttpRequest, page_id: int) -> ReviewedPage:
    """The item, for those who may read its file: the board's members, and who may edit it. Raises `Http404` and `PermissionDenied`."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ReviewedPage) or page.board is None:
        raise PermissionDenied
    is_member = any(seat.user_id == request.user.pk for seat in page.board.seats)
    if not (is_member or page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    if page.pk in withheld_from(request.user):
        raise PermissionDenied
    return page
