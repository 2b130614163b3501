"""What every test stands on: the database under its row policies, a fixed hour, the shared real files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

settings.register_profile("yui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("yui")

RUNTIME_ROLE = "yui_app"
_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files of real towns; a stranger's clone has none, and these tests say that they are left out."""
    if not _SHARED.is_dir():
        pytest.skip("left out: the folder of real files (../shared/data) is not on this machine")
    return _SHARED


@pytest.fixture
def at() -> datetime:
    """Monday 23 November 2026, 10:00 in Japan: the hour at which tests act."""
    return datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """On PostgreSQL the tables are made by their owner, and every test lives as the run-time role."""
    with django_db_blocker.unblock():
        _take_on(RUNTIME_ROLE)
    yield
    with django_db_blocker.unblock():
        _take_on(None)


def _take_on(role: str | None) -> None:
    if connection.vendor != "postgresql":
        return
    connection.close()
    connection.settings_dict["OPTIONS"].pop("assume_role", None)
    if role:
        connection.settings_dict["OPTIONS"]["assume_role"] = role


def _emptied(self: TransactionTestCase) -> None:
    """Empty every table after a test with real transactions: as the owner, past the append-only guards."""
    from yui.kernel.tenancy import guards

    _take_on(None)
    guards.lift(connection)
    call_command("flush", verbosity=0, interactive=False, allow_cascade=True, inhibit_post_migrate=True)
    guards.put_in_force(connection)
    _take_on(RUNTIME_ROLE)


TransactionTestCase._fixture_teardown = _emptied  # type: ignore[method-assign]  # pytest-django offers no door here
