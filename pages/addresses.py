"""The address of any page, of its own class or Wagtail's: at the host of the board in whose tree it stands."""

from django.urls import reverse
from wagtail.models import Page, Site

from workflows.models.addresses import Tree, tree_of
from workflows.models.board import Board, root_url


def url_parts(page: Page) -> tuple[int, str, str] | None:
    """The key of its site, the address of that, and the page's below it; None outside all boards."""
    tree = _at_hand(page) or (tree_of(page.path) if page.path else None)
    if tree is None:
        return None
    return tree[0], root_url(tree[1]), below_root(page)


def below_root(page: Page) -> str:
    """Its address on its own site."""
    _root, _slug, below = page.url_path.split("/", 2)
    return reverse("wagtail_serve", args=[below])


def url_from(page: Page, site: Site | None) -> str | None:
    """As a page of this site links to it: without its host where that is the same."""
    if site is not None and Site.root_page.is_cached(site) and page.path.startswith(site.root_page.path):
        return below_root(page)
    parts = url_parts(page)
    if parts is None:
        return None
    return parts[2] if site is not None and parts[0] == site.pk else parts[1] + parts[2]


def full_url(page: Page) -> str:
    """With its host; empty outside all boards."""
    return url_from(page, None) or ""


def _at_hand(page: Page) -> Tree | None:
    """From the board that the page was already asked for."""
    board: Board | None = page.__dict__.get("_board")
    return (board.site_id, board.rules.board.hostname) if board is not None else None
