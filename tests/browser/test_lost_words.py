"""Words sent after the sign-in had ended come back with their writer; without scripts they stand on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.village import sign_in
from tests.solving.needs.making import writer
from yui.kernel.identity.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "放送が聞こえない。\n雨の夜でも、年寄りの家まで。"


def sent_signed_out(context: BrowserContext, live_server: Any, cookies: str | None) -> Page:
    """The page that answers a need written on while the sign-in ended; without a name all cookies are gone."""
    sign_in(context, writer(), live_server)
    page = context.new_page()
    page.goto("/desk/needs/new")
    page.get_by_label("今の様子").fill(WORDS)
    context.clear_cookies(name=cookies) if cookies else context.clear_cookies()
    page.get_by_role("button", name="保存して次へ").click()
    return page


@pytest.mark.parametrize("cookies", ["sessionid", None], ids=["the session ended", "the browser forgot all"])
def test_who_signs_in_again_finds_their_words_where_they_wrote_them(
    open_context: Callable[..., BrowserContext],
    region: dict[str, str],
    live_server: Any,
    cookies: str | None,
) -> None:
    page = sent_signed_out(open_context(), live_server, cookies)
    expect(page.get_by_text("このタブに30分残してあります")).to_be_visible()

    page.locator("main").get_by_role("link", name="サインインする").click()
    page.locator("[name=login]").fill(Person.objects.get(pk=writer().person_id).email)
    page.locator("[name=password]").fill("correct horse battery")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/desk/needs/new")

    expect(page.get_by_label("今の様子")).to_have_value(WORDS)
    expect(page.get_by_role("status").filter(has_text="入れ直しました")).to_be_visible()
    page.reload()
    expect(page.get_by_label("今の様子")).to_have_value("")


def test_without_scripts_the_words_stand_on_the_page_to_be_copied(
    open_context: Callable[..., BrowserContext],
    region: dict[str, str],
    live_server: Any,
) -> None:
    page = sent_signed_out(open_context(javascript=False), live_server, "sessionid")

    expect(page.get_by_label("送った文")).to_have_value(WORDS)
    expect(page.get_by_text("写して、手元に残してください")).to_be_visible()
    expect(page.get_by_text("このタブに30分")).to_be_hidden()
