"""A real browser: Debian's chromium, driven by Playwright. Without chromium these tests are skipped and say so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.region import demo_region, visit
from tests.browser.village import now, region
from tests.solving.needs.conftest import index

__all__ = ["demo_region", "index", "now", "region", "visit"]  # fixtures that stand in files of their own

# Playwright's own event loop runs in the thread of the test; the test may use the database there all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESK, TABLET, PHONE = 1280, 768, 320


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium on the PATH: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for the session."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_context(browser: Browser, live_server: object) -> Iterator[Callable[..., BrowserContext]]:
    """Make a visitor: `open_context(width=…, javascript=…)`. Each has cookies of their own; addresses are relative."""
    made: list[BrowserContext] = []

    def make(*, width: int = DESK, javascript: bool = True) -> BrowserContext:
        context = browser.new_context(
            base_url=str(live_server),
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        context.set_default_timeout(10_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page on an ordinary screen; an error of our scripts or our content policy fails the test."""
    return _watched(open_context().new_page())


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    """A page on the narrowest screen we promise to fit."""
    return _watched(open_context(width=PHONE).new_page())


@pytest.fixture
def without_javascript(open_context: Callable[..., BrowserContext]) -> Page:
    """A page where scripts are off."""
    return open_context(javascript=False).new_page()


def _watched(page: Page) -> Page:
    def refuse(error: object) -> None:
        raise AssertionError(f"a script of the page failed: {error}")

    page.on("pageerror", refuse)
    page.on("console", lambda message: refuse(message.text) if "Content Security Policy" in message.text else None)
    return page
