"""Of all boards' pages and files, those that a request of the admin reaches: what managers give, for as long as the request runs.

Wagtail's screens take pages, pictures and files by number from wherever they are: choosers, links and pictures in a text that is posted,
previews, its API. So the narrowing stands where they all ask (decision 0038). The technician reaches everything; outside the admin, and in
commands, nothing is narrowed. A board that somebody only keeps running is reached by the screens that show its state, and by no other (0043).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from django.db.models import Lookup, Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, PageManager

from workflows.charter.words import RoleKey
from workflows.models.board import Member
from workflows.models.some_user import SomeUser


class Reach:
    """What one person reaches. Asks the database once for the seats, once for the collections of their boards."""

    def __init__(self, user: SomeUser):
        self.user = user
        self.is_everything = bool(user.is_superuser)
        self.shows_state = False

    def __deepcopy__(self, memo: dict[int, Any]) -> "Reach":
        """It stands in conditions of queries, which Django copies."""
        return self

    @cached_property
    def seats(self) -> list[tuple[str, str, str]]:
        """Of each of this person's seats: where the tree of its board begins, the board's collection, the function."""
        seats = Member.objects.of_user(self.user).order_by("board", "pk")
        return list(seats.values_list("board__root_page__path", "board__collection__path", "role"))

    @property
    def boards(self) -> list[tuple[str, str]]:
        """Where the trees of the boards that this person reads begin, and their collections."""
        read = [places for *places, role in self.seats if self.shows_state or role != RoleKey.TECHNICAL]
        return list(dict.fromkeys((page, collection) for page, collection in read))

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
    before = _REACH.set(Reach(user))
    try:
        yield
    finally:
        _REACH.reset(before)


def is_seated() -> bool:
    """Whether whoever asks now has a seat on a board."""
    reach = _REACH.get()
    return reach is not None and not reach.is_everything and bool(reach.seats)


def only_keeps_running() -> bool:
    """Whether whoever asks now has no seat but for the technical side."""
    reach = _REACH.get()
    return is_seated() and reach is not None and {role for *_places, role in reach.seats} == {RoleKey.TECHNICAL}


def show_state() -> None:
    """This request is for a screen that shows the state of a board, also to who only keeps it running."""
    if reach := _REACH.get():
        reach.shows_state = True


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
    return pages if reach is None else pages.filter(path__is_in=reach)


def narrowed_files(files: QuerySet[Any]) -> QuerySet[Any]:
    reach = _REACH.get()
    return files if reach is None else files.filter(collection__is_in=reach)


class IsIn(Lookup[Any], ABC):
    """Whether what stands in this column is within the reach of whoever asks when the query runs; after the request, of whom it was made for.

    A form's field keeps its query for all who come after: what Wagtail makes once, in somebody's request, must not narrow as that person's.
    """

    lookup_name = "is_in"
    prepare_rhs = False
    rhs: Reach

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        reach = _REACH.get() or self.rhs
        if reach.is_everything:
            return "1 = 1", ()
        column, parameters = self.process_lhs(compiler, connection)
        return self.condition(reach, compiler, column, tuple(parameters))

    @abstractmethod
    def condition(self, reach: Reach, compiler: Any, column: str, parameters: tuple[Any, ...]) -> tuple[str, Any]:
        """SQL with its parameters; `column` is the left side's, with its own."""


class PathIsIn(IsIn):
    """Of a page's place in the tree."""

    def condition(self, reach: Reach, compiler: Any, column: str, parameters: tuple[Any, ...]) -> tuple[str, Any]:
        begins = self.lhs.output_field.get_lookup("startswith")
        parts = [compiler.compile(begins(self.lhs, path)) for path in reach.pages]
        parts.append((f"LENGTH({column}) = {Page.steplen}", parameters))
        return f"({' OR '.join(sql for sql, _values in parts)})", [value for _sql, values in parts for value in values]


class CollectionIsIn(IsIn):
    """Of a file's collection."""

    def condition(self, reach: Reach, compiler: Any, column: str, parameters: tuple[Any, ...]) -> tuple[str, Any]:
        keys = reach.collections
        return f"{column} IN ({', '.join(['%s'] * len(keys))})", (*parameters, *keys)


def register_conditions() -> None:
    """Let pages and files be asked so."""
    Page._meta.get_field("path").register_lookup(PathIsIn)
    for model in (get_image_model(), get_document_model()):
        model._meta.get_field("collection").register_lookup(CollectionIsIn)


def narrow_pages() -> None:
    """Every page model's manager is Wagtail's, or derived from it; it has no place of its own for a base queryset."""
    given = PageManager.get_queryset

    def get_queryset(self: Any) -> QuerySet[Any]:
        return narrowed_pages(given(self))

    PageManager.get_queryset = get_queryset  # type: ignore[method-assign]  # the one place that every page model asks
