"""The dialect of the database that is there."""

from functools import cache

from django.db import NotSupportedError, connection

from search.dialects.dialect import Dialect
from search.dialects.postgresql import PostgreSQL
from search.dialects.sqlite import SQLite

_KINDS: dict[str, type[Dialect]] = {"sqlite": SQLite, "postgresql": PostgreSQL}


@cache
def dialect(vendor: str = "") -> Dialect:
    """Raises `NotSupportedError` for a database that has none."""
    kind = _KINDS.get(vendor or connection.vendor)
    if kind is None:
        raise NotSupportedError("Chỉ tìm kiếm được trên SQLite hoặc PostgreSQL.")
    return kind()
