"""Row policies of PostgreSQL, compiled from each model's `visibility`.

They are made anew after every migration, so that a change of a model and its policy cannot come apart. The run-time
role is neither owner nor superuser and cannot bypass them; `manage check --deploy` proves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.sql import Query

from yui.kernel.tenancy.conditions import as_policy
from yui.kernel.tenancy.visibility import Visibility


def scoped_models() -> list[type[models.Model]]:
    """Every model that declares a `Visibility`, in the order of their tables."""
    found = [m for m in apps.get_models() if isinstance(getattr(m, "visibility", None), Visibility)]
    return sorted(found, key=lambda model: model._meta.db_table)


def compile_condition(model: type[models.Model], condition: Q, connection: Any) -> str:
    """`condition` as the text of a row policy: no parameters, session settings instead of values."""
    with as_policy():
        query = Query(model)
        query.add_q(condition)
        sql, params = query.get_compiler(connection=connection).compile(query.where)
    return str(connection.ops.compose_sql(sql, params)) if params else sql.replace("%%", "%")


def statements(model: type[models.Model], connection: Any) -> Iterator[str]:
    """The SQL that puts the policies of one model in force, whatever was there before."""
    visibility: Visibility = model.visibility  # type: ignore[attr-defined]
    table = connection.ops.quote_name(model._meta.db_table)
    readable = compile_condition(model, visibility.readable, connection)
    changeable = compile_condition(model, visibility.changeable, connection)
    addable = compile_condition(model, visibility.addable, connection)
    own = compile_condition(model, visibility.own, connection)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for name in ("read", "add", "change", "remove"):
        yield f"DROP POLICY IF EXISTS yui_{name} ON {table}"
    yield f"CREATE POLICY yui_read ON {table} FOR SELECT USING ({readable})"
    yield f"CREATE POLICY yui_add ON {table} FOR INSERT WITH CHECK ({addable})"
    yield f"CREATE POLICY yui_change ON {table} FOR UPDATE USING ({changeable}) WITH CHECK ({changeable})"
    yield f"CREATE POLICY yui_remove ON {table} FOR DELETE USING ({own})"


def put_in_force(connection: Any) -> None:
    """Make every policy anew and give the run-time role its rights. Does nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in scoped_models():
            for statement in statements(model, connection):
                cursor.execute(statement)
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"COMMENT ON POLICY yui_read ON {table} IS '{fingerprint(model, connection)}'")


def fingerprint(model: type[models.Model], connection: Any) -> str:
    """What the model declares and what the database holds, each as a digest: the note left with the policies.

    The database rewrites an expression when it stores it, so the two cannot be compared with each other; but each
    can be compared with what it was when the policies were made.
    """
    declared = "\n".join(statements(model, connection))
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [model._meta.db_table])
        held = repr(cursor.fetchall())
    return " ".join(hashlib.sha256(text.encode()).hexdigest()[:32] for text in (declared, held))


_HELD = """
SELECT polname, polcmd, polpermissive, polroles, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
FROM pg_policy WHERE polrelid = to_regclass(quote_ident(%s)) ORDER BY polname
"""


def grant(connection: Any, role: str) -> None:
    """Let `role` read and write rows; tables that declare `append_only` it may only read and add to."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quote(role)}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quote(role)}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quote(role)}")
        for model in apps.get_models():
            if getattr(model, "append_only", False):
                table = quote(model._meta.db_table)
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {quote(role)}")
