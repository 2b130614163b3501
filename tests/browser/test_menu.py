"""The links of a face: side by side where there is room, one press away where there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import barriers, focused, sideways
from yui.kernel.web.navigation import Face, links

PORTAL, STAFF = ("/licences/", "おもなページ", 44), ("/gallery/desk/", "仕事のページ", 32)
PAGES = [str(link.label) for link in links(Face.PORTAL, "/", frozenset())]


@pytest.mark.parametrize(("address", "name", "least"), [PORTAL, STAFF])
@pytest.mark.parametrize("width", [320, 360])
def test_one_press_shows_every_page_on_a_phone_without_scripts(
    open_context: Callable[..., BrowserContext], address: str, name: str, least: int, width: int
) -> None:
    page = open_context(width=width, javascript=False).new_page()
    page.goto(address)
    menu = page.get_by_role("navigation", name=name)
    expect(menu.get_by_role("link")).to_have_count(0)

    menu.locator("summary").click()

    places = [link.bounding_box() for link in menu.get_by_role("link").all()]
    assert len(places) >= 1
    assert all(box and box["height"] >= least and box["x"] >= 0 for box in places)
    assert all(box and box["x"] + box["width"] <= width for box in places)
    assert sideways(page) == []


def test_a_wide_screen_needs_no_press(page: Page) -> None:
    page.goto("/licences/")

    menu = page.get_by_role("navigation", name="おもなページ")
    expect(menu.locator("summary")).to_be_hidden()
    assert menu.get_by_role("link").all_inner_texts() == PAGES


def test_the_closed_menu_says_where_one_is(phone: Page) -> None:
    phone.goto("/services/")

    expect(phone.locator(".site-nav summary")).to_have_text("メニューいま：サービス")
    phone.goto("/licences/")
    expect(phone.locator(".site-nav summary")).to_have_text("メニュー")


def test_keys_open_the_menu_and_the_page_beneath_it_stays_without_a_barrier(phone: Page) -> None:
    phone.goto("/services/")
    phone.locator(".site-nav summary").focus()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")

    assert focused(phone) == PAGES[0]
    current = phone.locator(".site-nav [aria-current]")
    expect(current).to_have_text("サービス")
    assert barriers(phone) == []


def test_a_printed_page_has_no_menu(phone: Page) -> None:
    phone.goto("/licences/")
    phone.emulate_media(media="print")

    expect(phone.locator(".site-nav")).to_be_hidden()
