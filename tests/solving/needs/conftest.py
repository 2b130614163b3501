"""The fixed hour, a search index for one test, and officials who are signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.solving.needs.clients import signed_in
from tests.solving.needs.making import AT, reader, writer
from yui.solving.finding import opening


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, jobs and lists read the same hour that tests act at. Time stands still, so nothing is remembered by it."""
    monkeypatch.setattr(timezone, "now", lambda: AT)
    if connection.vendor == "sqlite":  # the other one keeps what is remembered in the test's own transaction
        cache.clear()


@pytest.fixture
def index(tmp_path: Path, settings: Any) -> Iterator[None]:
    """An index of its own."""
    settings.YUI_HOME = tmp_path
    opening.index.cache_clear()
    yield
    opening.index.cache_clear()


@pytest.fixture
def official() -> Client:
    """One who writes needs."""
    return signed_in(writer())


@pytest.fixture
def head() -> Client:
    """One who publishes them."""
    return signed_in(reader())
