"""Choosing from a long list: the button stays in sight, and the number of chosen things is told where scripts run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import factories as make
from tests.browser.looking import barriers, sideways
from tests.solving.solutions.making import published

pytestmark = pytest.mark.django_db(transaction=True)

SHOWN = ":scope > :not([hidden])"


@pytest.fixture
def services() -> list[str]:
    """More services than one screen holds."""
    vendor = make.vendor()
    return [published(vendor, name=f"ことづて電話{number}号").ref for number in range(9)]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_button_is_in_sight_while_one_chooses_without_scripts(
    open_context: Callable[..., BrowserContext], services: list[str], width: int
) -> None:
    page = open_context(width=width, javascript=False).new_page()
    page.goto("/services/")
    button, boxes = page.get_by_role("button", name="選んだものを比べる"), page.get_by_role("checkbox")

    for box in (boxes.first, boxes.nth(4), boxes.last):
        box.check()
        place = button.bounding_box()
        assert place
        assert 0 <= place["y"] <= 900 - place["height"]
    assert sideways(page) == []
    button.click()

    assert page.url.count("s=") == 3
    expect(page.get_by_role("heading", level=1)).to_have_text("サービスを比べる")


def test_the_bar_tells_how_many_are_chosen_also_after_coming_back(page: Page, services: list[str]) -> None:
    page.goto("/services/")
    told, boxes = page.locator("[data-chosen]").locator(SHOWN), page.get_by_role("checkbox")
    expect(told).to_have_text("4件まで選べます")

    for number in range(2):
        boxes.nth(number).check()
    expect(told).to_have_text("2件を選んでいます（4件まで）")
    page.get_by_role("button", name="選んだものを比べる").click()
    page.wait_for_url("**/compare*")
    page.go_back()

    expect(told).to_have_text("2件を選んでいます（4件まで）")
    for number in range(2, 5):
        boxes.nth(number).check()
    expect(told).to_have_text("5件を選んでいます。4件までにしてください。")
    boxes.nth(0).uncheck()
    expect(told).to_have_text("4件を選んでいます（4件まで）")


def test_what_the_bar_tells_has_its_readings_over_the_words(page: Page, services: list[str]) -> None:
    page.goto("/preferences/?furigana=on&next=/services/")
    told, box = page.locator("[data-chosen]").locator(SHOWN), page.get_by_role("checkbox").first
    expect(told.locator("rt")).to_have_text(["けん", "えら"])

    box.check()
    expect(told).to_have_text("1件（けん）を選（えら）んでいます（4件（けん）まで）", use_inner_text=False)
    box.uncheck()

    expect(told.locator("rt")).to_have_text(["けん", "えら"])


def test_what_has_the_focus_is_never_beneath_the_bar(phone: Page, services: list[str]) -> None:
    phone.goto("/services/")
    bar = phone.locator(".choosing")
    for number in range(9):
        box = phone.get_by_role("checkbox").nth(number)
        box.focus()
        phone.wait_for_timeout(30)
        place, above = box.bounding_box(), bar.bounding_box()
        assert place
        assert above
        assert place["y"] + place["height"] <= above["y"]

    assert barriers(phone) == []
