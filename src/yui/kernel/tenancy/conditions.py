"""Conditions on the scope, usable in a `Q`: as values in a query, as session settings in a row policy.

They are read when the query runs, not when it is written, so the ORM and the row policy always speak of the same scope.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

from django.db import models
from django.db.models.expressions import Expression

from yui.kernel.tenancy.scope import Scope, current_scope

_for_policy: ContextVar[bool] = ContextVar("yui_compiling_policy", default=False)
_for_later: ContextVar[bool] = ContextVar("yui_compiling_for_later", default=False)


@contextmanager
def as_policy() -> Iterator[None]:
    """Within it, conditions compile to PostgreSQL session settings instead of values."""
    token = _for_policy.set(True)
    try:
        yield
    finally:
        _for_policy.reset(token)


@contextmanager
def for_later() -> Iterator[None]:
    """Within it, conditions compile to themselves instead of values: the query is asked later, by whom is not known."""
    token = _for_later.set(True)
    try:
        yield
    finally:
        _for_later.reset(token)


class AskedLater(Expression):
    """A parameter of a compiled query, whose value is read each time it is asked."""

    def value(self, given: dict[str, Any], connection: Any) -> Any:
        """What the database is told."""
        raise NotImplementedError


class _OfScope(AskedLater):
    setting: ClassVar[str]
    cast: ClassVar[str]

    def _value(self, scope: Scope | None) -> Any:
        raise NotImplementedError

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if _for_policy.get():
            return f"NULLIF(current_setting('{self.setting}', true), '')::{self.cast}", ()
        return "%s", (self if _for_later.get() else self._value(current_scope()),)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = self.as_sql(compiler, connection)
        return (sql if _for_policy.get() else f"{sql}::{self.cast}"), params

    def value(self, given: dict[str, Any], connection: Any) -> Any:
        return self._value(current_scope())

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class CurrentOrganisation(_OfScope):
    """The id of the organisation acted for; NULL for the public."""

    output_field = models.BigIntegerField()
    setting, cast = "yui.organisation", "bigint"

    def _value(self, scope: Scope | None) -> int | None:
        return scope.organisation_id if scope else None


class CurrentPerson(_OfScope):
    """The id of the person acting; NULL for guests and the system."""

    output_field = models.BigIntegerField()
    setting, cast = "yui.person", "bigint"

    def _value(self, scope: Scope | None) -> int | None:
        return scope.person_id if scope else None


class IsOperator(_OfScope):
    """True while an operator of the installation is acting as such."""

    output_field = models.BooleanField()
    conditional = True
    setting, cast = "yui.operator", "boolean"

    def _value(self, scope: Scope | None) -> bool:
        return bool(scope and scope.operator)
