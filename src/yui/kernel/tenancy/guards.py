"""Triggers that make a table append-only for everyone, whatever the role (models with `append_only = True`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps


def put_in_force(connection: Any) -> None:
    """Make the triggers anew; safe to run again."""
    with connection.cursor() as cursor:
        for table in append_only_tables():
            for statement in _statements(connection, table):
                cursor.execute(statement)


def lift(connection: Any) -> None:
    """Take the triggers away: for emptying a test database and for an owner who removes a demo region."""
    with connection.cursor() as cursor:
        for table in append_only_tables():
            for verb in ("update", "delete"):
                name = connection.ops.quote_name(f"{table}_no_{verb}")
                on = f" ON {connection.ops.quote_name(table)}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def append_only_tables() -> list[str]:
    """The tables of models that declare `append_only`."""
    return [m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False)]


def standing(connection: Any, table: str) -> set[str]:
    """The names of the triggers in force on a table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(quote_ident(%s)) AND tgenabled = 'O'",
                [table],
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        return {row[0] for row in cursor.fetchall()}


def _statements(connection: Any, table: str) -> Iterator[str]:
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION yui_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'this table is append-only'; END $$"
        )
    for verb in ("update", "delete"):
        name = quote(f"{table}_no_{verb}")
        if connection.vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {name} ON {quote(table)}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {quote(table)} "
                "FOR EACH STATEMENT EXECUTE FUNCTION yui_append_only()"
            )
        else:
            yield (
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {verb.upper()} ON {quote(table)} "
                "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
            )
