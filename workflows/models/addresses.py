"""Whose tree a page stands in, and at which host: the board's own, never a row of Wagtail's table of sites that happens to lead there."""

from django.core.cache import cache

from workflows.models.board import Board

_SECONDS = 60  # how long another process may go on with an earlier name

Tree = tuple[int, str]  # the key of a board's site, and its host name


def tree_of(path: str) -> Tree | None:
    """Whose tree a page with this treebeard path stands in; None outside all boards."""
    key = _key(path)
    found: Tree | None = cache.get(key)
    if found is None:
        found = Board.objects.filter(root_page__path=path[:8]).values_list("site_id", "site__hostname").first()
        cache.set(key, found, _SECONDS)
    return found


def forget(path: str) -> None:
    """The host name of the board with the page at this path has changed."""
    cache.delete(_key(path))


def _key(path: str) -> str:
    return f"address:{path[:8]}"
