"""The visitor without a mouse fails where such a person would: else the story told by keyboard would prove nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.keyboard import KeyboardVisitor

Enter = Callable[[str], KeyboardVisitor]
FORM = """<form action="/sent" method="get">
<fieldset><legend>いつ</legend>
<label><input type="radio" name="when" value="m">朝</label>
<label><input type="radio" name="when" value="n">昼</label>
<label><input type="radio" name="when" value="e">夜</label></fieldset>
<details><summary>ほかのこと</summary><details><summary>もっと</summary>
<label for="area">地区</label><input id="area" name="area"></details></details>
<label for="kind">分野</label><select id="kind" name="kind"><option value="a">農業<option value="b">介護</select>
<label><input type="checkbox" id="agree" name="agree" value="yes">同意する</label>
<button>送る</button></form>"""
TYPED = {"いつ": "夜", "地区": "上ノ瀬", "分野": "介護", "同意する": True}
DEAD_KEYS = """<script>for (const kind of ['keydown', 'keyup'])
  document.querySelector('%s').addEventListener(kind, (e) => { if (e.key !== 'Tab') e.preventDefault(); })</script>"""
TRAP = """<script>addEventListener('keydown', (e) => {
  if (e.key === 'Tab') { e.preventDefault(); document.querySelector('#area').focus(); }
})</script>"""


@pytest.fixture
def enter(open_context: Callable[..., BrowserContext]) -> Enter:
    """Open a page that says this and leads to /sent."""

    def come(html: str) -> KeyboardVisitor:
        context, said = open_context(), f"<!doctype html>{html}"
        context.route("**/*", lambda route: route.fulfill(body=said, content_type="text/html; charset=utf-8"))
        visitor = KeyboardVisitor(context)
        visitor.window.set_default_timeout(5_000)
        return visitor.open("/form")

    return come


def with_ids(html: str) -> str:
    """Each radio button gets an id, as Django writes them."""
    for value in "mne":
        html = html.replace(f'name="when" value="{value}"', f'name="when" id="when_{value}" value="{value}"')
    return html


def test_everything_of_a_form_is_filled_in_by_keys(enter: Enter) -> None:
    visitor = enter(with_ids(FORM))

    visitor.press("送る", TYPED)

    assert visitor.window.url.endswith("/sent?when=e&area=%E4%B8%8A%E3%83%8E%E7%80%AC&kind=b&agree=yes")


def test_what_lies_before_the_focus_is_reached_around_the_page(enter: Enter) -> None:
    visitor = enter(with_ids(FORM))

    visitor.press("送る", dict(reversed(TYPED.items())))

    assert "when=e" in visitor.window.url


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (FORM + TRAP, "presses of Tab do not lead to"),
        (FORM.replace("<button>", '<button tabindex="-1">'), "presses of Tab do not lead to"),
        (FORM.replace("<button>", "<button disabled>"), "no button says"),
        (FORM + DEAD_KEYS % "summary", "no key opens"),
        (FORM + DEAD_KEYS % "fieldset", "no key chooses"),
    ],
    ids=["a trap", "a button out of the row", "a button that is off", "a fold for mice", "a choice for mice"],
)
def test_a_place_that_no_key_reaches_is_told(enter: Enter, html: str, said: str) -> None:
    visitor = enter(with_ids(html))

    with pytest.raises(AssertionError, match=said):
        visitor.press("送る", TYPED)


def test_an_order_of_its_own_is_told(enter: Enter) -> None:
    with pytest.raises(AssertionError, match="does not go along the text"):
        enter(with_ids(FORM).replace("<button>", '<button tabindex="3">'))
