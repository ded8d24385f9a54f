"""What follows the public pages (listings, registers, search): as it stands, and as it would be written today."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from django.db import models

from workflows.models.reviewed import ReviewedPage


class Follower(Protocol):
    """Something written for public pages; `name` as people know it, `rebuild` the command that writes it anew."""

    @property
    def name(self) -> str: ...

    @property
    def rebuild(self) -> str: ...

    def differing(self, pages: Sequence[ReviewedPage]) -> Iterable[int]:
        """The keys of those for which something else is stored than would be written now."""

    def stray(self) -> Iterable[int]:
        """The keys of pages that are not public, and for which something is stored."""


@dataclass(frozen=True)
class Rows:
    """A table with a column `page`; `rows` gives what it is to hold for these pages, unsaved."""

    table: type[models.Model]
    name: str
    rebuild: str
    rows: Callable[[Sequence[Any]], Iterable[models.Model]]

    def differing(self, pages: Sequence[ReviewedPage]) -> set[int]:
        columns = [field.attname for field in self.table._meta.concrete_fields if field.name != "id"]
        wanted = Counter(tuple(getattr(row, name) for name in columns) for row in self.rows(pages))
        stored = self.table._default_manager.filter(page_id__in=[page.pk for page in pages])
        found = Counter(stored.values_list(*columns))
        place = columns.index("page_id")
        return {values[place] for values in (wanted - found) + (found - wanted)}

    def stray(self) -> Iterable[int]:
        not_public = models.Q(page__live=False) | models.Q(page__depth=1)
        return self.table._default_manager.filter(not_public).values_list("page", flat=True).distinct()


FOLLOWERS: list[Follower] = []  # applications above add theirs
OTHERS: list[Callable[[], Iterator[str]]] = []  # and what they verify of rows that follow no single page


def faults(pages: Sequence[ReviewedPage]) -> dict[int, list[str]]:
    """By page: what is stored for it otherwise than it would be written now."""
    found: dict[int, list[str]] = {}
    for follower in FOLLOWERS:
        for page in follower.differing(pages):
            found.setdefault(page, []).append(
                f"{follower.name} không đúng với trang (lập lại: verify_publications --rebuild)."
            )
    return found


def checks() -> Iterator[Callable[[], Iterator[str]]]:
    """What follows no single public page: what is stored for pages that are not public, and what applications above verify."""
    for follower in FOLLOWERS:
        yield partial(_stray, follower)
    yield from OTHERS


def _stray(follower: Follower) -> Iterator[str]:
    yield from (f"Trang số {page}: không hiện ra ngoài mà vẫn có trong {follower.name}." for page in follower.stray())
