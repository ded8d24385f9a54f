"""Of all boards' pages and files, those that a request of the admin reaches: what managers give, for as long as the request runs.

Wagtail's screens take pages, pictures and files by number from wherever they are: choosers, links and pictures in a text that is posted,
previews, its API. So the narrowing stands where they all ask (decision 0038). The technician reaches everything; outside the admin, and in
commands, nothing is narrowed.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Collection, PageManager

from workflows.models.board import Board
from workflows.models.some_user import SomeUser


class Reach:
    """What one person reaches. Asks the database once for the boards, once for their collections."""

    def __init__(self, user: SomeUser):
        self.user = user

    @cached_property
    def boards(self) -> list[tuple[str, str]]:
        """Where the trees of this person's boards begin, and their collections."""
        return list(Board.objects.of_user(self.user).values_list("root_page__path", "collection__path"))

    @property
    def pages(self) -> list[str]:
        return [page for page, _collection in self.boards]

    @cached_property
    def collections(self) -> list[int]:
        """Those of this person's boards, what is below them, and the root, in which is what no board has."""
        own = [collection for _page, collection in self.boards]
        return list(Collection.objects.filter(_below(own, "path") | Q(depth=1)).values_list("pk", flat=True))


_REACH: ContextVar[Reach | None] = ContextVar("reach", default=None)


@contextmanager
def of(user: SomeUser) -> Iterator[None]:
    """While it lasts, managers of pages and of files give only what this person reaches."""
    before = _REACH.set(None if user.is_superuser else Reach(user))
    try:
        yield
    finally:
        _REACH.reset(before)


def is_seated() -> bool:
    """Whether whoever asks now has a seat on a board."""
    reach = _REACH.get()
    return reach is not None and bool(reach.boards)


def _below(paths: Iterable[str], name: str) -> Q:
    found = Q(pk__in=())
    for path in paths:
        found |= Q(**{f"{name}__startswith": path})
    return found


def pages_of(user: SomeUser, name: str = "path") -> Q:
    """The pages of this person's boards; `name` is where their treebeard path stands."""
    return Q() if user.is_superuser else _below(Reach(user).pages, name)


def narrowed_pages(pages: QuerySet[Any]) -> QuerySet[Any]:
    """With the root of all boards, which says nothing."""
    reach = _REACH.get()
    return pages if reach is None else pages.filter(_below(reach.pages, "path") | Q(depth=1))


def narrowed_files(files: QuerySet[Any]) -> QuerySet[Any]:
    reach = _REACH.get()
    return files if reach is None else files.filter(collection__in=reach.collections)


def narrow_pages() -> None:
    """Every page model's manager is Wagtail's, or derived from it; it has no place of its own for a base queryset."""
    given = PageManager.get_queryset

    def get_queryset(self: Any) -> QuerySet[Any]:
        return narrowed_pages(given(self))

    PageManager.get_queryset = get_queryset  # type: ignore[method-assign]  # the one place that every page model asks
