"""What stands above a page now; and what stands below it, on SQLite: found by an index instead of by reading the whole tree.

Wagtail and treebeard ask for `path LIKE 'prefix%'`, which SQLite answers by a full scan (its LIKE takes no notice of case, its index does).
A path has digits and capitals only, so the same rows are a range of the path's own index. PostgreSQL has an index for LIKE.
"""

from typing import Any

from django.db.models.lookups import StartsWith
from wagtail.models import Collection, Page

_AFTER_ALL = "\uffff"


class PathBegins(StartsWith):
    """`path__startswith` as a range."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not isinstance(self.rhs, str):
            return super().as_sql(compiler, connection)
        column, parameters = self.process_lhs(compiler, connection)
        begin = self.rhs
        return f"({column} >= %s AND {column} < %s)", (*parameters, begin, *parameters, begin + _AFTER_ALL)


def register() -> None:
    """Take the place of the lookup on the two trees' own fields."""
    for model in (Page, Collection):
        model._meta.get_field("path").register_lookup(PathBegins)


def parent_now(page: Page) -> Page | None:
    """The page above; asked again where the page was moved since somebody asked."""
    above: Page | None = page.get_parent()
    if above is not None and above.path != page.path[: -page.steplen]:
        above = page.get_parent(update=True)
    return above
