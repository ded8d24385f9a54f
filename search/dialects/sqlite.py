"""SQLite: one FTS5 table, whose rowid is the entry's key."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from search.dialects import Parameters
from search.query import All, Any, Expression, Term
from search.text import FOLDED, Tokens

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

    def write(self, rows: list[tuple[int, Tokens, Tokens, list[str]]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_text(rowid, name, body, scope) VALUES (%s, %s, %s, %s)",
                [(key, _joined(name), _joined(body), " ".join(scopes)) for key, name, body, scopes in rows],
            )

    def keys(self, expression: Expression, *, in_name: bool = False) -> tuple[str, Parameters]:
        return "SELECT rowid FROM search_text WHERE search_text MATCH %s", [_match(expression, in_name)]

    def newest(
        self, expression: Expression, within: Expression, limit: int, *, in_name: bool = False
    ) -> tuple[str, Parameters]:
        match = f"{_match(expression, in_name)} AND {_written(within)}"
        return f"SELECT rowid FROM search_text WHERE search_text MATCH %s ORDER BY rowid DESC LIMIT {limit:d}", [match]

    def ranked(self, expression: Expression, limit: int) -> tuple[str, Parameters]:
        sql, parameters = self.keys(expression)
        return f"{sql} ORDER BY rank LIMIT {limit:d}", parameters


def _joined(tokens: Tokens) -> str:
    exact, folded = (word.exact for word in tokens.words), (FOLDED + word.folded for word in tokens.words)
    return " ".join([*exact, *folded, *sorted(tokens.numbers), *sorted(tokens.starts)])


def _match(expression: Expression, in_name: bool) -> str:
    return f"{{name}} : ({_written(expression)})" if in_name else _written(expression)


def _written(expression: Expression) -> str:
    match expression:
        case Term(tokens):
            return f'"{" ".join(tokens)}"'
        case All(parts):
            return "(" + " AND ".join(map(_written, parts)) + ")"
        case Any(parts):
            return "(" + " OR ".join(map(_written, parts)) + ")"
