"""The pages of the room in a real browser: barriers, narrow phones, and the resident's way with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import barriers, sideways
from tests.browser.village import sign_in
from tests.solving.needs.making import RADIO, reader

pytestmark = pytest.mark.django_db(transaction=True)


def looked_at(at: Page) -> None:
    """No barrier, nothing wider than the screen."""
    assert sideways(at) == []
    if at.viewport_size and at.viewport_size["width"] > 320:  # the same page has the same barriers on every screen
        assert barriers(at) == []


HEARD = "雨の夜に防災無線の放送が聞こえません。"
PUBLIC = [
    "/needs/",
    "/needs/?state=adopted",
    "/needs/{need}/",
    "/needs/{need}/print",
    "/troubles/new",
    "/troubles/",
    "/troubles/{receipt}",
]
DESK = [
    "/desk/needs/?tab=all",
    "/desk/needs/{need}/",
    "/desk/needs/{review}/publish",
    "/desk/needs/{need}/decline",
    "/desk/needs/new",
    *(f"/desk/needs/{{draft}}/write/{step}" for step in range(1, 7)),
    "/desk/needs/questions/{question}",
    "/desk/troubles/",
    "/desk/troubles/{trouble}",
    "/desk/troubles/new",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_nobody_meets_a_barrier(
    open_context: Callable[..., BrowserContext],
    live_server: Any,
    region: dict[str, str],
    now: Any,
    width: int,
) -> None:
    resident = open_context(width=width).new_page()
    for path in PUBLIC:
        resident.goto(path.format(**region))
        looked_at(resident)
    staff = open_context(width=width)
    sign_in(staff, reader(), live_server)
    official = staff.new_page()
    for path in DESK:
        official.goto(path.format(**region))
        looked_at(official)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_resident_tells_what_troubles_them(
    open_context: Callable[..., BrowserContext],
    region: dict[str, str],
    now: Callable[[timedelta], None],
    scripts: bool,
) -> None:
    page = open_context(width=360, javascript=scripts).new_page()
    page.goto("/troubles/new")
    page.get_by_label("どのまちのことですか").select_option(label="霧ヶ沢村")
    page.get_by_label("困っていること").fill(HEARD)
    now(timedelta(minutes=2))
    page.get_by_role("button", name="次へ").click()
    expect(page.locator("main")).to_contain_text(RADIO["title"])

    page.get_by_role("button", name="書き直す").click()
    expect(page.get_by_label("困っていること")).to_have_value(HEARD)
    page.get_by_role("button", name="次へ").click()
    page.get_by_role("button", name="この内容で送る").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("受け取りました")
    number = page.locator("strong.number").inner_text()
    page.goto("/troubles/")
    page.get_by_label("受付番号").fill(number.lower())
    page.get_by_role("button", name="見る").click()
    expect(page.locator("main")).to_contain_text("まだ返事はありません")


def test_alike_needs_appear_while_one_writes(
    open_context: Callable[..., BrowserContext],
    region: dict[str, str],
    now: Any,
) -> None:
    page = open_context().new_page()
    page.goto("/troubles/new")

    page.get_by_label("困っていること").press_sequentially(HEARD, delay=5)

    expect(page.locator("#alike")).to_contain_text(RADIO["title"])
    expect(page.get_by_label("困っていること")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_browser_counts_once_and_takes_it_back(
    open_context: Callable[..., BrowserContext], region: dict[str, str], scripts: bool
) -> None:
    page = open_context(width=360, javascript=scripts).new_page()
    address = f"/needs/{region['need']}/"
    echo = page.locator("#echo")
    for _ in range(2):
        page.goto(address)
        if (button := echo.get_by_role("button", name="うちも困っている")).count():
            button.click()
        expect(echo).to_contain_text("1人の人が、同じことで困っています")

    echo.get_by_role("button", name="取り消す").click()
    expect(echo).not_to_contain_text("の人が、同じことで困っています")
