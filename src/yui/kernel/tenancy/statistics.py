"""What the database knows of its own tables, so that it finds the shortest way to the rows of a question."""

from __future__ import annotations

from typing import Any

from django.db import transaction

_TABLES_THAT_HAVE_CHANGED = 0x10002


def refresh_statistics(connection: Any) -> None:
    """Count anew the tables whose size has changed much since they were counted. PostgreSQL does so by itself.

    SQLite would also keep samples of the values (`sqlite_stat4`). With them it plans a query anew each time it is asked
    with other values, which costs several times what a small query takes, so they are thrown away. Where they stood,
    every open connection sees by this that the schema has changed, and reads what is new.
    """
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA optimize={_TABLES_THAT_HAVE_CHANGED:#x}")
        cursor.execute("DROP TABLE IF EXISTS sqlite_stat4")
