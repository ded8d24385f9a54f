"""Triggers that make the database itself refuse to change or remove rows that are written once (`TABLES`)."""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = (
    "workflows_decision",
    "workflows_certificate",
    "workflows_charterversion",
    "workflows_tick",
    "workflows_elector",
    "workflows_ballot",
    "workflows_supplement",
    "workflows_contactreading",
    "workflows_withdrawalnotice",
    "questions_consent",
    "questions_personreading",
)
_SENTENCE = "rows of the ledger are written once"
_REFUSES = f" BEGIN RAISE EXCEPTION '{_SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END "


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers on the tables that are there; nothing happens where they stand already. SQLite and PostgreSQL."""
    tables = [table for table in TABLES if table in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        for statement in _sqlite(tables) if connection.vendor == "sqlite" else _postgresql(tables):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for a migration backwards, and for tests that empty the tables."""
    with connection.cursor() as cursor:
        for table in [table for table in TABLES if table in connection.introspection.table_names()]:
            if connection.vendor == "sqlite":
                for act in ("update", "delete", "replace"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_written_once ON {table}")
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_not_emptied ON {table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that do not stand as `install` makes them: dropped, switched off, or with another body."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            standing = dict(cursor.fetchall())
            wanted = [statement.replace("IF NOT EXISTS ", "") for statement in _sqlite(list(TABLES))]
            return [name for made in wanted if standing.get(name := made.split()[2]) != made]
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgenabled = 'O' AND prosrc = %s",
            [_REFUSES],
        )
        found = {name for (name,) in cursor.fetchall()}
        return [name for made in _postgresql(list(TABLES))[1:] if (name := made.split()[4]) not in found]


def _sqlite(tables: list[str]) -> list[str]:
    refused = f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    statements = []
    for table in tables:
        for act in ("update", "delete"):
            statements.append(
                f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act.upper()} ON {table} {refused}"
            )
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        statements.append(
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} {exists} {refused}"
        )
    return statements


def _postgresql(tables: list[str]) -> list[str]:
    function = f"CREATE OR REPLACE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSES}$$"
    triggers = [
        statement
        for table in tables
        for statement in (
            f"CREATE OR REPLACE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION written_once()",
            f"CREATE OR REPLACE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION written_once()",
        )
    ]
    return [function, *triggers]
