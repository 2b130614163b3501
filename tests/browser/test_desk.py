"""The pages of those who work with Yui, full of the demo region: officials, a coordinator, a supplier, an operator."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import barriers, focused, sideways, tab_to
from tests.browser.region import COORDINATOR, OFFICIAL, OPERATOR, SUPPLIER, Visit, region, visit  # noqa: F401  fixtures

PAGES = [
    (OFFICIAL, "/desk/"),
    (OFFICIAL, "/desk/troubles/"),
    (OFFICIAL, "/desk/needs/?tab=all"),
    (OFFICIAL, "/desk/needs/new"),
    (OFFICIAL, "/desk/introductions/"),
    (OFFICIAL, "/desk/proposals/received/"),
    (OFFICIAL, "/desk/projects/"),
    (OFFICIAL, "/desk/cases/"),
    (COORDINATOR, "/desk/"),
    (COORDINATOR, "/desk/matching/"),
    (COORDINATOR, "/desk/matching/?state=agreed"),
    (COORDINATOR, "/desk/matching/?state=declined"),
    (COORDINATOR, "/desk/matching/groups/"),
    (COORDINATOR, "/desk/matching/learning/"),
    (SUPPLIER, "/desk/"),
    (SUPPLIER, "/desk/services/"),
    (SUPPLIER, "/desk/services/new"),
    (SUPPLIER, "/desk/proposals/"),
    (SUPPLIER, "/desk/introductions/"),
    (OPERATOR, "/cloud/"),
    (OPERATOR, "/cloud/organisations/"),
    (OPERATOR, "/cloud/organisations/add/"),
]
NAMES = [f"{mail.split('@')[0]} {path}" for mail, path in PAGES]


@pytest.mark.parametrize(("mail", "address"), PAGES, ids=NAMES)
def test_nobody_meets_a_barrier_on_a_wide_screen_or_a_narrow_one(visit: Visit, mail: str, address: str) -> None:  # noqa: F811
    page = visit(mail)
    page.goto(address)
    assert page.locator("h1").count() == 1
    assert barriers(page) == []

    page.set_viewport_size({"width": 320, "height": 900})

    assert sideways(page) == []
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_the_candidates_of_a_need_are_open_to_all(visit: Visit, width: int) -> None:  # noqa: F811
    page = visit(COORDINATOR, width=width)
    to_candidates(page)

    assert sideways(page) == []
    assert barriers(page) == []


def test_a_coordinator_comes_to_the_words_of_an_introduction_by_keyboard(visit: Visit) -> None:  # noqa: F811
    page = visit(COORDINATOR)
    to_candidates(page)
    page.locator("main").focus()
    tab_to(page, "紹介する")

    page.keyboard.press("Enter")

    expect(page.get_by_label("双方へのことば")).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize("step", range(1, 7))
def test_each_step_of_the_wizard_is_open_to_all_and_fits_a_phone(visit: Visit, step: int) -> None:  # noqa: F811
    page = visit("tachibana@vill-kirigasawa.example.jp", width=320)
    page.goto("/desk/needs/?tab=all")
    draft = page.locator("main a[href*='/write/']").first
    if draft.count() == 0:
        pytest.skip("left out: this region holds no draft of a need")
    page.goto((draft.get_attribute("href") or "").rsplit("/", 1)[0] + f"/{step}")

    assert sideways(page) == []
    assert barriers(page) == []


def test_the_keyboard_leads_past_the_desk_frame(visit: Visit) -> None:  # noqa: F811
    page = visit(OFFICIAL)
    page.goto("/desk/")
    page.locator("body").press("Tab")
    assert focused(page) == "本文へ進む"

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(("mail", "address"), PAGES, ids=NAMES)
def test_the_desk_works_without_scripts(visit: Visit, mail: str, address: str) -> None:  # noqa: F811
    page = visit(mail, javascript=False)
    page.goto(address)

    expect(page.locator("h1")).to_be_visible()


def to_candidates(page: Page) -> None:
    """The worker proposes candidates in the background: the first need that has some."""
    for _try in range(60):
        page.goto("/desk/matching/")
        found = page.locator("main table a[href*='/desk/matching/needs/']")
        if found.count():
            page.goto(found.first.get_attribute("href") or "")
            return
        page.wait_for_timeout(2_000)
    raise AssertionError("no candidates were proposed within two minutes")
