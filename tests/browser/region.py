"""The whole demo region behind a real server, for tests that look at full pages: loaded once, nothing is written to it.

It has a home of its own, so the database of the tests is never touched. `YUI_TEST_REGION=http://localhost:8000` looks at
a server that runs already instead, and saves the minute of loading.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "yui-no-otameshi"
OFFICIAL = "isozaki@town-shiomiura.example.jp"
COORDINATOR = "kitahara@bureau-shinonome.example.jp"
SUPPLIER = "yamagiwa@yamabiko-tsushin.example.jp"
OPERATOR = "noma@yui-kikou.example.jp"
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def demo_region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the demo region."""
    if given := os.environ.get("YUI_TEST_REGION"):
        yield given
        return
    port = _free_port()
    address = f"http://localhost:{port}"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("YUI_", "DJANGO_SETTINGS"))}
    env |= {
        "YUI_HOME": str(tmp_path_factory.mktemp("region")),
        "YUI_ENCODER": "0",
        "YUI_DEMO": "1",
        "YUI_DEMO_PASSWORD": PASSWORD,
        "YUI_ORIGIN": address,
    }
    for words in (["manage", "migrate", "-v0"], ["manage", "collectstatic", "--noinput", "-v0"], ["demo", "load"]):
        subprocess.run([sys.executable, "-m", "yui", *words], env=env, check=True, stdout=subprocess.DEVNULL)
    silent = subprocess.DEVNULL
    running = [
        subprocess.Popen([sys.executable, "-m", "yui", *words], env=env, stdout=silent, stderr=silent)
        for words in (["serve", "--port", str(port)], ["work"])
    ]
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        for program in running:
            program.terminate()
        for program in running:
            program.wait(timeout=30)


@pytest.fixture(scope="session")
def visit(browser: Browser, demo_region: str) -> Iterator[Visit]:
    """A visitor's page: `visit(OFFICIAL, width=320, javascript=False)`; who signs in does so once.

    The pages of before are closed, unless the new one is to stand `beside` them.
    """
    kept: dict[str, list[dict[str, object]]] = {}
    made: list[BrowserContext] = []

    def make(mail: str = "", *, width: int = 1280, javascript: bool = True, beside: bool = False) -> Page:
        while made and not beside:
            made.pop().close()
        context = browser.new_context(
            base_url=demo_region,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="ja-JP",
        )
        made.append(context)
        context.set_default_timeout(60_000)
        page = context.new_page()
        if mail and mail not in kept:
            sign_in(page, mail)
            kept[mail] = context.cookies()
        if mail:
            context.add_cookies(kept[mail])  # type: ignore[arg-type]
        return page

    yield make
    for context in made:
        context.close()


def sign_in(page: Page, mail: str) -> None:
    """As anybody would, on the page of signing in."""
    page.goto("/account/login/")
    page.get_by_label("メールアドレス").fill(mail)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="サインインする", exact=True).click()
    page.wait_for_url(lambda url: "/account/login" not in url)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, within: float = 90) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.3)
    raise AssertionError(f"nothing answers at {address}")
