"""What is typed in the wizard stays a draft when one leaves; where it cannot be kept, the browser asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests import factories as make
from tests.browser.village import sign_in
from tests.solving.needs.making import writer
from yui.kernel.tenancy import acting_for
from yui.solving.needs.models import Need, NeedState

pytestmark = pytest.mark.django_db(transaction=True)

AFFECTED = re.compile("^困っている人(?!・)")
"""The label of its field, whatever it says besides; another field asks for their number."""


def drafts_saying(words: str) -> list[Need]:
    """The town's own drafts whose present state says these words."""
    with acting_for(make.town()):
        return list(Need.objects.filter(state=NeedState.DRAFT, present__contains=words))


def fail_keeping(page: Page) -> None:
    """The network takes nothing of a new need."""
    page.route(
        "**/desk/needs/new", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )


@pytest.fixture
def writing(
    open_context: Callable[..., BrowserContext],
    region: dict[str, str],
    live_server: Any,
) -> tuple[Page, list[str]]:
    """The first step of a new need with a sentence not yet sent, and the questions the browser asked since."""
    context = open_context()
    sign_in(context, writer(), live_server)
    page, asked = context.new_page(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/desk/needs/new")
    page.get_by_label("今の様子").press_sequentially("放送が聞こえない。")
    return page, asked


def test_the_wizard_keeps_what_was_typed_when_one_leaves_by_a_link(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    drafts = len(drafts_saying(""))

    page.locator("nav a[href='/desk/troubles/']").first.click()
    page.wait_for_url("**/desk/troubles/")
    expect(page.get_by_role("status")).to_contain_text("書きかけのニーズを下書きに残しました")
    page.go_back()
    page.wait_for_url("**/write/1")

    expect(page.get_by_label("今の様子")).to_have_value("放送が聞こえない。")
    assert asked == []
    assert len(drafts_saying("放送が聞こえない。")) == 1
    assert len(drafts_saying("")) == drafts + 1


def test_turning_to_another_window_keeps_a_begun_need_only_once(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url("**/write/2")
    page.get_by_label(AFFECTED).press_sequentially("203世帯")

    with page.expect_response(lambda answer: answer.status == 204):
        page.evaluate(
            "Object.defineProperty(document, 'hidden', {value: true}); document.dispatchEvent(new Event('visibilitychange'))"
        )
    page.reload()

    expect(page.get_by_label(AFFECTED)).to_have_value("203世帯")
    assert asked == []


def test_the_wizard_asks_where_words_cannot_be_kept_and_not_when_they_are(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    fail_keeping(page)

    page.locator("nav a[href='/desk/troubles/']").first.click()
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/desk/needs/new")

    page.unroute_all()
    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url("**/write/2")
    assert asked == ["beforeunload"]


def test_words_on_a_page_that_came_back_with_an_error_are_asked_about(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url("**/write/2")
    page.get_by_label(AFFECTED).press_sequentially("203世帯")
    page.get_by_label("困っている人・世帯の数").fill("-3")
    page.get_by_role("button", name="保存して次へ").click()
    expect(page.get_by_role("alert").first).to_be_visible()

    page.locator("nav a[href='/desk/troubles/']").first.click()
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    expect(page.get_by_label(AFFECTED)).to_have_value("203世帯")


def test_who_goes_back_finds_the_words_kept_as_the_page_says(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url("**/write/2")
    page.get_by_label(AFFECTED).press_sequentially("203世帯")
    expect(page.get_by_text("ここまで書いたことは下書きに残ります")).to_be_visible()

    page.get_by_role("link", name="戻る", exact=True).click()
    page.wait_for_url(lambda address: "write" not in address)

    assert asked == []
    [kept] = drafts_saying("放送が聞こえない。")
    assert kept.affected == "203世帯"


def test_without_scripts_the_page_says_that_only_what_is_saved_stays(
    open_context: Callable[..., BrowserContext],
    region: dict[str, str],
    live_server: Any,
) -> None:
    context = open_context(javascript=False)
    sign_in(context, writer(), live_server)
    page = context.new_page()

    page.goto("/desk/needs/new")

    expect(page.get_by_text("このページに書いたことは残りません")).to_be_visible()
    expect(page.get_by_text("ここまで書いたことは下書きに残ります")).to_be_hidden()


def test_the_search_of_the_page_keeps_the_words_and_then_searches(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing

    search = page.locator("#site-search")
    search.fill("除雪")
    search.press("Enter")
    page.wait_for_url("**/search**")

    assert asked == []
    assert len(drafts_saying("放送が聞こえない。")) == 1


def test_another_form_is_asked_about_where_words_cannot_be_kept(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    fail_keeping(page)

    page.locator("#site-search").fill("除雪")
    page.locator("#site-search").press("Enter")
    page.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    expect(page.get_by_label("今の様子")).to_have_value("放送が聞こえない。")


def test_who_asks_for_larger_letters_comes_back_to_the_words(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing

    with page.expect_navigation(url="**/write/1", wait_until="load"):
        page.evaluate("document.querySelector('button[name=text_size][value=large]').click()")
    expect(page.locator("html")).to_have_attribute("data-text-size", "large")

    expect(page.get_by_label("今の様子")).to_have_value("放送が聞こえない。")
    assert asked == []
    assert len(drafts_saying("放送が聞こえない。")) == 1


def test_a_dialog_that_closes_leaves_the_words_unsaved(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    page.evaluate("document.getElementById('keys').showModal()")
    page.locator("#keys").get_by_role("button", name="閉じる").click()

    page.evaluate("location.reload()")
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]


def test_a_link_and_the_button_pressed_one_after_the_other_begin_one_need(writing: tuple[Page, list[str]]) -> None:
    page, _ = writing
    drafts = len(drafts_saying(""))
    posts: list[str] = []

    def slowly(route: Route) -> None:
        if route.request.method == "POST" and "hx-request" not in route.request.headers:
            posts.append(route.request.url)
            page.wait_for_timeout(600)
        route.continue_()

    page.route("**/desk/needs/**", slowly)
    page.evaluate("document.querySelector(\"nav a[href='/desk/troubles/']\").click()")
    page.get_by_role("button", name="保存して次へ").click(no_wait_after=True)
    page.wait_for_url("**/write/2")

    assert len(posts) == 2
    assert posts[1].endswith("/write/1")
    assert len(drafts_saying("")) == drafts + 1


def test_words_kept_without_an_answer_are_not_begun_again(writing: tuple[Page, list[str]]) -> None:
    page, asked = writing
    drafts = len(drafts_saying(""))

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/desk/needs/new", lose_the_answer)
    page.locator("nav a[href='/desk/troubles/']").first.click()
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert len(drafts_saying("")) == drafts + 1
    page.unroute_all()

    page.get_by_role("button", name="保存して次へ").click()
    page.wait_for_url("**/write/2")

    assert len(drafts_saying("")) == drafts + 1


@pytest.mark.parametrize(("to", "kept"), [("/desk/troubles/#main", 1), ("#main", 0)])
def test_a_place_on_another_page_is_another_page(writing: tuple[Page, list[str]], to: str, kept: int) -> None:
    page, asked = writing
    page.evaluate(
        "to => { const link = document.querySelector('main').appendChild(document.createElement('a'));"
        " [link.href, link.textContent] = [to, '行き先']; }",
        to,
    )

    page.get_by_role("link", name="行き先").click()
    page.wait_for_url("**#main")

    assert asked == []
    assert len(drafts_saying("放送が聞こえない。")) == kept
