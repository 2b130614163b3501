"""`./yui manage check --deploy`: whether this installation really keeps its organisations apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connection

from yui.kernel.tenancy import guards, policies


def tenants_are_kept_apart(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Every fault that would let one organisation see or change what is another's."""
    try:
        return list(_faults())
    except DatabaseError as error:
        return [_fault("E001", "The database could not be asked.", f"Run ./yui manage migrate first. ({error})")]


def _faults() -> Iterator[CheckMessage]:
    if connection.vendor == "postgresql":
        yield from _of_the_role(settings.YUI_RUNTIME_ROLE)
        yield from _of_policies()
    else:
        yield from _of_sqlite()
    yield from _of_guards()


def _of_the_role(role: str) -> Iterator[CheckMessage]:
    """The role that serves pages must be bound by the row policies."""
    if not role:
        yield _fault("E002", "No run-time role is set.", "Set YUI_DATABASE_ROLE to a role that owns no table.")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            yield _fault("E003", f"There is no role {role}.", f'CREATE ROLE "{role}" NOLOGIN;')
            return
        cursor.execute(_OWNED_OR_WITHIN_REACH, [role, _tables()])
        owned = [row[0] for row in cursor.fetchall()]
    if found[0]:
        yield _fault("E004", f"{role} is a superuser, for whom no policy counts.", f'ALTER ROLE "{role}" NOSUPERUSER;')
    if found[1]:
        yield _fault("E005", f"{role} may bypass policies.", f'ALTER ROLE "{role}" NOBYPASSRLS;')
    if owned:
        yield _fault("E006", f"{role} owns {owned[0]} or may become its owner.", "Let another role own the tables.")


_OWNED_OR_WITHIN_REACH = """
SELECT relname FROM pg_class
WHERE pg_has_role(%s, relowner, 'MEMBER') AND oid IN (SELECT to_regclass(quote_ident(name)) FROM unnest(%s::text[]) AS name)
ORDER BY relname
"""


def _of_policies() -> Iterator[CheckMessage]:
    """The policies in the database must be those the models declare, in force for the owner too."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [_tables()])
        standing = {name: (forced, note) for name, forced, note in cursor.fetchall()}
    for model in policies.scoped_models():
        forced, note = standing.get(model._meta.db_table, (False, None))
        if not forced:
            yield _fault("E007", f"{model._meta.db_table} is under no row policy.", "Run ./yui manage migrate.")
        elif note != policies.fingerprint(model, connection):
            yield _fault(
                "E008",
                f"The policies of {model._meta.db_table} are not those its model declares.",
                "Run ./yui manage migrate, and find out who changed them.",
            )


_STANDING = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, obj_description(p.oid, 'pg_policy')
FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'yui_read'
WHERE c.oid IN (SELECT to_regclass(quote_ident(name)) FROM unnest(%s::text[]) AS name)
"""


def _of_sqlite() -> Iterator[CheckMessage]:
    """SQLite has no row policies: good for the demo and for one government."""
    if settings.DEBUG or settings.YUI_DEMO:
        return
    organisations: Any = apps.get_model("identity", "Organisation")
    number = organisations.published.governments().filter(demo=False).count()
    if number > 1:
        yield _fault(
            "E009",
            f"{number} governments share an SQLite database, which keeps nobody apart.",
            "Move to PostgreSQL: docs/decisions/0006-sqlite-for-one-machine.md.",
        )


def _of_guards() -> Iterator[CheckMessage]:
    """The tables that may only grow must have their triggers."""
    for table in guards.append_only_tables():
        missing = {f"{table}_no_update", f"{table}_no_delete"} - guards.standing(connection, table)
        if missing:
            yield _fault("E010", f"{table} can be changed: {sorted(missing)} missing.", "Run ./yui manage migrate.")


def _tables() -> list[str]:
    return [model._meta.db_table for model in policies.scoped_models()]


def _fault(number: str, what: str, remedy: str) -> CheckMessage:
    return Error(what, hint=remedy, id=f"yui.{number}")
