"""The pages of residents, full of the demo region: no barriers, no sideways scroll, by keyboard, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import barriers, focused, sideways
from tests.browser.region import Visit, region, visit  # noqa: F401  fixtures

PAGES = [
    "/",
    "/search/?q=通院の足がない",
    "/search/?q=ぬばたまのほにゃらら",
    "/towns/",
    "/towns/483818/",
    "/fields/recovery/",
    "/needs/",
    "/troubles/new",
    "/troubles/",
    "/services/",
    "/projects/",
    "/cases/",
    "/cases/compare",
    "/account/login/",
]
FIRST_OF = {"/needs/": "a need", "/services/": "a service", "/projects/": "a project", "/cases/": "a case"}


@pytest.mark.parametrize("address", PAGES)
def test_nobody_meets_a_barrier(visit: Visit, address: str) -> None:  # noqa: F811
    page = visit()
    page.goto(address)

    assert page.locator("h1").count() == 1
    assert barriers(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_narrow_phone_never_scrolls_sideways(visit: Visit, address: str) -> None:  # noqa: F811
    page = visit(width=320)
    page.goto(address)

    assert sideways(page) == []


@pytest.mark.parametrize("address", FIRST_OF, ids=FIRST_OF.values())
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_of_one_of_them_is_as_open_as_its_list(visit: Visit, address: str, width: int) -> None:  # noqa: F811
    page = visit(width=width)
    first_of(page, address)

    assert sideways(page) == []
    assert barriers(page) == []


def test_services_beside_each_other_fit_a_narrow_phone(visit: Visit) -> None:  # noqa: F811
    page = visit(width=320)
    page.goto("/services/")
    chosen = [link.get_attribute("href") for link in page.locator("main .card h2 a").all()[:2]]
    page.goto("/services/compare?" + "&".join(f"s={(href or '').rsplit('/', 1)[-1]}" for href in chosen))

    assert sideways(page) == []
    assert barriers(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_the_keyboard_leads_past_the_header_into_the_page(visit: Visit, address: str) -> None:  # noqa: F811
    page = visit()
    page.goto(address)
    page.locator("body").press("Tab")
    assert focused(page) == "本文へ進む"

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_resident_searches_without_scripts(visit: Visit) -> None:  # noqa: F811
    page = visit(javascript=False)
    page.goto("/")
    page.locator("#question").fill("通院の足がない")

    page.locator("#question").press("Enter")

    expect(page.locator("main .reasons").first).to_be_visible()
    page.locator("main .card a").first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_without_scripts_the_page_says_the_same(visit: Visit, address: str) -> None:  # noqa: F811
    page = visit(javascript=False)
    page.goto(address)

    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main [hidden] a[href]").count() == 0


def first_of(page: Page, address: str) -> None:
    page.goto(address)
    page.goto(
        page.locator(f"main a[href^='{address}']:not([href*='?']):not([href*='compare'])").first.get_attribute("href")
        or ""
    )
    expect(page.locator("h1")).to_be_visible()
