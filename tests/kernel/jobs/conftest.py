from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture
def heard() -> Iterator[list[object]]:
    """What the tasks of this test did in this process."""
    from tests.kernel.jobs import tasks  # models can be loaded only after this file was

    tasks.heard.clear()
    yield tasks.heard
    tasks.heard.clear()
