"""How each database keeps tokens and answers expressions: the same for SQLite (FTS5) and PostgreSQL (tsvector).

Both keep an entry's texts under the entry's own key, which grows with the moment of the entry: the newest come first without sorting.
"""

from typing import Protocol

from django.db.backends.base.base import BaseDatabaseWrapper

from search.query import Expression
from search.text import Tokens

Parameters = list[str]
Row = tuple[int, Tokens, Tokens, list[str]]  # of an entry: its key, its name, its body, the scopes in which it is found


class Dialect(Protocol):
    def create(self, connection: BaseDatabaseWrapper) -> None:
        """Make what Django's migrations cannot: tables, columns, indexes, triggers."""

    def drop(self, connection: BaseDatabaseWrapper) -> None: ...

    def write(self, rows: list[Row]) -> None:
        """Keep the tokens of entries, in the place of what they had."""

    def differing(self, rows: list[Row]) -> set[int]:
        """The keys of those of which something else is kept."""

    def keys(self, expression: Expression) -> tuple[str, Parameters]:
        """SQL of the keys of the entries that have this."""

    def newest(self, expression: Expression, within: Expression, limit: int) -> tuple[str, Parameters]:
        """The same within a scope, the newest so many: reads no further than it must."""

    def ranked(self, expression: Expression, limit: int) -> tuple[str, Parameters]:
        """The keys of what has most of it, best first. Costs as much as there are hits: for rare expressions."""
