from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tests.solving.matching.making import AT
from yui.kernel.web import clock
from yui.solving.finding import opening


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path) -> Iterator[None]:
    """Each test finds only what it has published itself."""
    with override_settings(YUI_HOME=tmp_path):
        opening.index.cache_clear()
        yield
    opening.index.cache_clear()


@pytest.fixture(autouse=True)
def _the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages and programs answer on the day on which `making` introduces: whenever the tests run, its deadline is ahead."""
    monkeypatch.setattr(clock, "now", lambda: AT)
