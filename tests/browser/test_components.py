"""The components as people meet them: by eye, by keyboard, on a phone, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import barriers, focused, sideways, tab_to

GALLERY = ["/gallery/", "/gallery/desk/", "/gallery/form/", "/preferences/", "/licences/"]
SHOWN = ":scope > :not([hidden])"
ERRORS = [f"/gallery/errors/{kind}/" for kind in ("400", "403", "404", "csrf", "refused", "500")]


@pytest.mark.parametrize("address", GALLERY + ERRORS)
def test_nobody_meets_a_barrier(page: Page, address: str) -> None:
    page.goto(address)

    assert barriers(page) == []


@pytest.mark.parametrize("address", [*GALLERY, "/gallery/errors/404/", "/gallery/errors/500/"])
def test_a_narrow_phone_never_scrolls_sideways(phone: Page, address: str) -> None:
    phone.goto(address)

    assert sideways(phone) == []


@pytest.mark.parametrize("address", ["/gallery/", "/gallery/desk/"])
def test_the_largest_text_fits_a_narrow_phone_too(open_context: Callable[..., BrowserContext], address: str) -> None:
    context = open_context(width=320)
    phone = context.new_page()
    phone.goto("/preferences/?text_size=largest&next=/licences/")

    phone.goto(address)

    assert phone.locator("html").get_attribute("data-text-size") == "largest"
    assert sideways(phone) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_an_error_summary_takes_the_focus(open_context: Callable[..., BrowserContext], scripts: bool) -> None:
    page = open_context(javascript=scripts).new_page()
    page.goto("/gallery/form/")

    page.get_by_role("button", name="確かめる").click()

    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="メールアドレス").click()
    expect(page.get_by_label("メールアドレス")).to_be_focused()


def test_what_was_written_is_kept_beside_the_errors(page: Page) -> None:
    page.goto("/gallery/form/")
    page.get_by_label("困りごとを一言で").fill("バスがない")

    page.get_by_role("button", name="確かめる").click()

    expect(page.get_by_label("困りごとを一言で")).to_have_value("バスがない")


def test_the_first_tab_leads_past_the_header(page: Page) -> None:
    page.goto("/gallery/")
    page.keyboard.press("Tab")
    assert focused(page) == "本文へ進む"

    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_preferences_are_kept_without_javascript(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/gallery/form/?step=2")

    page.get_by_role("button", name="特大").click()

    assert page.url.endswith("/gallery/form/?step=2")
    expect(page.locator("html")).to_have_attribute("data-text-size", "largest")
    page.goto("/licences/")
    expect(page.locator("html")).to_have_attribute("data-text-size", "largest")
    expect(page.get_by_role("button", name="特大")).to_have_attribute("aria-pressed", "true")


def test_a_reader_without_javascript_turns_the_site_to_english_and_back(without_javascript: Page) -> None:
    page = without_javascript
    page.goto("/licences/")
    page.locator("summary", has_text="Language").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")

    page.locator("summary", has_text="Language").click()
    page.get_by_role("button", name="日本語", exact=True).click()

    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_staff_walk_a_list_with_j_and_k_and_find_the_keys_with_a_question_mark(page: Page) -> None:
    page.goto("/gallery/desk/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page).startswith("特定非営利活動法人")

    page.keyboard.press("k")
    assert focused(page) == "高齢の方の通院の足がない"
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="キーの使いかた")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="キーの使いかた")).to_be_hidden()


def test_typing_j_into_a_box_types_j(page: Page) -> None:
    page.goto("/gallery/desk/")
    box = page.get_by_label("困りごとを一言で").first
    box.focus()

    page.keyboard.type("jk?")

    expect(box).to_have_value("jk?")


def test_the_counter_says_how_many_characters_are_left(page: Page) -> None:
    page.goto("/gallery/form/")
    box = page.get_by_label("困りごとを一言で")
    told = page.locator("[data-counter]").first.locator(SHOWN)
    expect(told).to_have_text("あと40字書けます")

    box.press_sequentially("バスがない")
    expect(told).to_have_text("あと35字書けます")
    box.press_sequentially("。" * 37)

    expect(told).to_have_text("2字多すぎます")


def test_sentences_that_scripts_change_keep_their_readings(page: Page) -> None:
    page.goto("/preferences/?furigana=on&next=/gallery/form/")
    counter = page.locator("[data-counter]").first.locator(SHOWN)
    year, example = page.locator("[data-date] input").first, page.locator("[data-wareki]").locator(SHOWN)
    expect(counter.locator("rt")).to_have_text(["じ", "か"])
    with_readings = example.inner_html()

    year.press_sequentially("2026")
    expect(example).to_have_text("2026年は令和8年です")
    year.fill("")

    assert "<rt>" in with_readings
    assert example.inner_html() == with_readings


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2026", "2026年は令和8年です"), ("令和元", "令和元年は2019年です"), ("h31", "平成31年は2019年です")],
)
def test_the_year_is_told_in_the_other_calendar(page: Page, typed: str, said: str) -> None:
    page.goto("/gallery/form/")

    page.locator("[data-date] input").first.press_sequentially(typed)

    expect(page.locator("[data-wareki]").locator(SHOWN)).to_have_text(said)


def test_a_form_is_filled_and_sent_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/gallery/form/")
    page.get_by_label("困りごとを一言で").focus()
    page.keyboard.type("通院の足がない")
    tab_to(page, "選んでください")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tab_to(page, "確かめる")

    page.keyboard.press("Enter")

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_role("radio", name="わたし")).to_be_checked()
    expect(page.locator(".error-summary")).not_to_contain_text("分野")
