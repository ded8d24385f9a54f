"""What every public template needs to know about the site that answers."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from pages.look import Look
from workflows.models import Board


def site_identity(request: HttpRequest) -> dict[str, Any]:
    """The board of the site, its identity from the charter, its look, and the main menu. Two queries."""
    if request.path.startswith(("/admin/", "/api/")):
        return {"look": Look()}
    site = Site.find_for_request(request)
    board = Board.objects.filter(site=site).with_charter().select_related("root_page").first() if site else None
    if board is None:
        return {"look": Look()}
    identity = board.rules.board
    menu = Page.objects.child_of(board.root_page).live().in_menu().order_by("path")
    return {
        "board": board,
        "identity": identity,
        "look": Look(identity.palette, identity.emblem),
        "menu": [(page.title, page.get_url(request, site)) for page in menu],
    }
