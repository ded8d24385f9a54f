"""SQLite: one FTS5 table, whose rowid is the entry's key."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from search.dialects.dialect import Parameters, Row
from search.query import AllOf, AnyOf, Expression, Term
from search.text import NAME, Tokens

_TABLE = """CREATE VIRTUAL TABLE search_text USING fts5(name, body, scope, tokenize="unicode61 remove_diacritics 0 tokenchars '_^@'")"""
_FOLLOWS = "CREATE TRIGGER search_text_follows AFTER DELETE ON search_entry BEGIN DELETE FROM search_text WHERE rowid = OLD.id; END"


class SQLite:
    def create(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_TABLE)
            cursor.execute("INSERT INTO search_text(search_text, rank) VALUES ('rank', 'bm25(8.0, 1.0, 0.0)')")
            cursor.execute(_FOLLOWS)

    def drop(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER search_text_follows")
            cursor.execute("DROP TABLE search_text")

    def write(self, rows: list[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO search_text(rowid, name, body, scope) VALUES (%s, %s, %s, %s)",
                [_columns(row) for row in rows],
            )

    def differing(self, rows: list[Row]) -> set[int]:
        wanted = {_columns(row) for row in rows}
        places = ",".join(["%s"] * len(rows))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, name, body, scope FROM search_text WHERE rowid IN ({places})", [row[0] for row in rows]
            )
            return {columns[0] for columns in wanted ^ set(cursor.fetchall())}

    def keys(self, expression: Expression) -> tuple[str, Parameters]:
        return "SELECT rowid FROM search_text WHERE search_text MATCH %s", [_written(expression)]

    def newest(self, expression: Expression, within: Expression, limit: int) -> tuple[str, Parameters]:
        match = f"{_written(expression)} AND {_written(within)}"
        return f"SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rowid DESC LIMIT {limit:d}", [match]

    def ranked(self, expression: Expression, limit: int) -> tuple[str, Parameters]:
        sql, parameters = self.keys(expression)
        return f"{sql} ORDER BY rank LIMIT {limit:d}", parameters


def _columns(row: Row) -> tuple[int, str, str, str]:
    key, name, body, scopes = row
    return key, _joined(name), _joined(body), " ".join([*scopes, _joined(name, NAME)])


def _joined(tokens: Tokens, mark: str = "") -> str:
    """All tokens of a text; behind a mark without its starts."""
    exact, folded = tokens.of_words(mark)
    numbers = (mark + token for token in sorted(tokens.numbers))
    return " ".join([*exact, *folded, *numbers, *(() if mark else sorted(tokens.starts))])


def _written(expression: Expression) -> str:
    match expression:
        case Term(tokens):
            return f'"{" ".join(tokens)}"'
        case AllOf(parts):
            return "(" + " AND ".join(map(_written, parts)) + ")"
        case AnyOf(parts):
            return "(" + " OR ".join(map(_written, parts)) + ")"
