"""Whether everything that models declare unique is still kept so by the database, as migrations made it.

One number of a ledger, one vote at a step, one seat for a key: rules and guards lean on indexes that whoever holds the database can drop.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models

# A row per column of each unique index, in their order: table, index, its condition, column. Indexes that are switched off are left out.
STANDING = {
    "sqlite": """
        SELECT made.tbl_name, made.name, CASE WHEN list.partial THEN substr(made.sql, instr(made.sql, ' WHERE ') + 7) ELSE '' END, part.name
        FROM sqlite_master AS made, pragma_index_list(made.tbl_name) AS list, pragma_index_info(made.name) AS part
        WHERE made.type = 'index' AND list.name = made.name AND list."unique" ORDER BY made.name, part.seqno
    """,
    "postgresql": """
        SELECT held.relname, made.relname, coalesce(pg_get_expr(one.indpred, one.indrelid), ''), part.attname
        FROM pg_index AS one JOIN pg_class AS made ON made.oid = one.indexrelid JOIN pg_class AS held ON held.oid = one.indrelid
        JOIN pg_attribute AS part ON part.attrelid = one.indexrelid
        WHERE one.indisunique AND one.indisvalid AND pg_table_is_visible(held.oid) ORDER BY made.relname, part.attnum
    """,
}
_CASTS = re.compile(r"::[a-z ]+")
_BESIDE = {"IN", "ANY", "ARRAY"}  # PostgreSQL writes a choice of values otherwise than it was told


@dataclass(frozen=True, order=True)
class Unique:
    """Columns of a table of which no two rows have the same; `condition`: only those rows, as words."""

    table: str
    columns: tuple[str, ...]
    condition: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.table} ({', '.join(self.columns)}{'; ' if self.condition else ''}{' '.join(self.condition)})"


def breaches() -> Iterator[str]:
    """A sentence per uniqueness that the database no longer keeps. One query."""
    for each in missing(declared(apps.get_models(include_auto_created=True)), standing()):
        yield f"Cơ sở dữ liệu: không còn giữ cho giá trị là duy nhất ở {each}. Lập lại chỉ mục duy nhất như migrate đã lập."


def missing(wanted: Iterable[Unique], found: Iterable[Unique]) -> list[Unique]:
    """What is declared and not kept, in the order of tables."""
    return sorted(set(wanted) - set(found))


def declared(tables: Iterable[type[models.Model]]) -> set[Unique]:
    """By field, by constraint, by `unique_together`. Primary keys are the tables themselves and are left out."""
    found: set[Unique] = set()
    for model in tables:
        meta: Any = model._meta
        if meta.managed and not meta.proxy:
            groups = [[each.name] for each in meta.local_concrete_fields if each.unique and not each.primary_key]
            groups += [list(names) for names in meta.unique_together]
            found |= {Unique(meta.db_table, _columns(meta, names)) for names in groups}
            found |= {
                Unique(meta.db_table, _columns(meta, each.fields), _condition(model, each))
                for each in meta.constraints
                if isinstance(each, models.UniqueConstraint)
            }
    return found


def standing() -> set[Unique]:
    """What the database keeps."""
    columns: dict[tuple[str, str, str], list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        for table, index, condition, column in cursor.fetchall():
            columns.setdefault((table, index, condition), []).append(column)
    return {Unique(table, tuple(names), _words(where)) for (table, _index, where), names in columns.items()}


def _columns(meta: Any, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(meta.get_field(name).column for name in names)


def _condition(model: type[models.Model], constraint: models.UniqueConstraint) -> tuple[str, ...]:
    if constraint.condition is None:
        return ()
    editor = connection.schema_editor(collect_sql=True)  # never entered: it only writes the statement
    return _words(str(constraint.create_sql(model, editor)).partition(" WHERE ")[2])


def _words(condition: str) -> tuple[str, ...]:
    """A condition without brackets, quotes and casts: what is the same on every database."""
    return tuple(word for word in re.findall(r"\w+", _CASTS.sub("", condition)) if word not in _BESIDE)
