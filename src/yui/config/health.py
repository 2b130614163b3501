"""`/healthz`: whether this server can do its work now, for load balancers and for `./yui run`."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yui.kernel.access import PUBLIC, page


@require_safe
@never_cache
@page(PUBLIC)
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and its tables fit the code, else 503 with the reason in a word."""
    reason = _what_is_missing()
    return JsonResponse({"status": reason or "ok"}, status=503 if reason else 200)


_fitting = False


def _what_is_missing() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "" if _tables_fit() else "migrations"
    except DatabaseError:
        return "database"


def _tables_fit() -> bool:
    """Whether all migrations are applied; asked until it is so, as a running server does not go back."""
    global _fitting
    if not _fitting:
        executor = MigrationExecutor(connection)
        _fitting = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _fitting
