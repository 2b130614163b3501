"""Django's PostgreSQL backend that tells the server the scope before each query.

The row policies read `yui.organisation`, `yui.person` and `yui.operator`. They are sent only when they differ from what
the connection last heard; a rollback makes PostgreSQL forget, so the memory is dropped with it.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from yui.kernel.tenancy.scope import Scope, current_scope

_NOBODY = Scope(None)
_TELL = (
    "SELECT set_config('yui.organisation', %s, false), set_config('yui.person', %s, false), "
    "set_config('yui.operator', %s, false)"
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows what scope the server was last told."""

    _told: Scope | None = None

    def create_cursor(self, name: str | None = None) -> Any:
        self._tell(current_scope() or _NOBODY)
        return super().create_cursor(name)

    def _tell(self, scope: Scope) -> None:
        if scope == self._told or self.connection is None or self.needs_rollback:
            return
        self._told = None
        with self.connection.cursor() as cursor:
            cursor.execute(_TELL, (_text(scope.organisation_id), _text(scope.person_id), str(scope.operator).lower()))
        self._told = scope

    def connect(self) -> None:
        self._told = None
        super().connect()

    def _rollback(self) -> Any:
        self._told = None
        return super()._rollback()  # type: ignore[misc]  # absent from the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        # A transaction that has failed takes no word but the rollback itself, so nothing may be told before it.
        self._told = current_scope() or _NOBODY
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # absent from the stubs
        self._told = None


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
