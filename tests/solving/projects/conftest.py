from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from yui.solving.finding import opening


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path) -> Iterator[None]:
    """Each test finds only what it has published itself."""
    with override_settings(YUI_HOME=tmp_path):
        opening.index.cache_clear()
        yield
    opening.index.cache_clear()
