"""PostgreSQL: one tsvector column on the entry, written as a literal (no parser, no dictionary), with a GIN index."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from search.dialects.dialect import Parameters, Row
from search.query import AllOf, AnyOf, Expression, Term
from search.text import NAME, Tokens

_LAST_POSITION = 16_383
_MOST_BYTES = 800_000  # PostgreSQL refuses a tsvector of more than a megabyte


class PostgreSQL:
    def create(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_entry ADD COLUMN vector tsvector")
            cursor.execute(
                "CREATE INDEX search_entry_vector ON search_entry USING gin (vector) WITH (fastupdate = off)"
            )
            cursor.execute("ALTER TABLE search_entry ALTER COLUMN vector SET STATISTICS 1000")

    def drop(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE search_entry DROP COLUMN vector")

    def write(self, rows: list[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_entry SET vector = %s::tsvector WHERE id = %s",
                [(_vector(name, body, scopes), key) for key, name, body, scopes in rows],
            )

    def differing(self, rows: list[Row]) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT wanted.id FROM unnest(%s::bigint[], %s::text[]) AS wanted(id, vector) LEFT JOIN search_entry USING (id)"
                " WHERE search_entry.vector IS DISTINCT FROM wanted.vector::tsvector",
                [[row[0] for row in rows], [_vector(name, body, scopes) for _key, name, body, scopes in rows]],
            )
            return {key for (key,) in cursor.fetchall()}

    def keys(self, expression: Expression) -> tuple[str, Parameters]:
        return "SELECT id FROM search_entry WHERE vector @@ %s::tsquery", [_written(expression)]

    def newest(self, expression: Expression, within: Expression, limit: int) -> tuple[str, Parameters]:
        # The planner does not count what reading a long text costs: it reads the newest ones until it has enough. That is right for a
        # word of most texts and for neighbours; the rest the index has at once, and "+ 0" leaves no other way.
        order = "id + 0" if _is_quick_by_index(expression) else "id"
        asked = f"{_written(expression)} & {_written(within)}"
        return f"SELECT id FROM search_entry WHERE vector @@ %s::tsquery ORDER BY {order} DESC LIMIT {limit:d}", [asked]

    def ranked(self, expression: Expression, limit: int) -> tuple[str, Parameters]:
        sql, parameters = self.keys(expression)
        rank = "ts_rank('{0.1, 0.2, 0.4, 1.0}', vector, %s::tsquery, 1)"
        return f"{sql} ORDER BY {rank} DESC, id DESC LIMIT {limit:d}", [*parameters, *parameters]


def _vector(name: Tokens, body: Tokens, scopes: list[str]) -> str:
    """Both forms of a word at one position; A marks the name. What would make it too large is left out from the end."""
    places: dict[str, list[str]] = {scope: ["1"] for scope in scopes}
    size = 0
    for tokens, weight, mark, first in ((name, "A", "", 1), (name, "A", NAME, 1), (body, "", "", len(name.words) + 2)):
        for token in (*(mark + number for number in tokens.numbers), *(() if mark else tokens.starts)):
            places.setdefault(token, []).append(f"{min(first, _LAST_POSITION)}{weight}")
        for position, forms in enumerate(zip(*tokens.of_words(mark), strict=True), start=first):
            place = f"{min(position, _LAST_POSITION)}{weight}"
            for token in forms:
                known = places.setdefault(token, [])
                size += 2 if known else len(token.encode()) + 8
                known.append(place)
            if size > _MOST_BYTES:
                break
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


def _is_quick_by_index(expression: Expression) -> bool:
    """Whether few texts have it and their number is in the index alone: what stands in names, several words of which each may stand anywhere."""
    match expression:
        case Term(tokens):
            return all(token.startswith(NAME) for token in tokens)
        case AllOf(parts):
            return all((isinstance(part, Term) and len(part.tokens) == 1) or _is_quick_by_index(part) for part in parts)
        case AnyOf():
            return False


def _written(expression: Expression) -> str:
    match expression:
        case Term(tokens):
            return "(" + " <-> ".join(f"'{token}'" for token in tokens) + ")"
        case AllOf(parts):
            return "(" + " & ".join(map(_written, parts)) + ")"
        case AnyOf(parts):
            return "(" + " | ".join(map(_written, parts)) + ")"
