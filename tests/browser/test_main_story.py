"""The main story in a real browser: on a phone, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.keyboard import KeyboardVisitor
from tests.stories import test_main_story as story
from tests.stories.test_main_story import _own_index, later, region  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_trouble_becomes_a_case_that_the_next_town_finds(
    open_context: Callable[..., BrowserContext],
    region: None,  # noqa: F811
    later: Callable[..., None],  # noqa: F811
) -> None:
    story.live_through(lambda email="": KeyboardVisitor(open_context(width=360), email), later)
