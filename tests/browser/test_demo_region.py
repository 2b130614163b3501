"""The demo region in a browser: everybody follows every link there is, and no page has a barrier, scrolls sideways, or
needs scripts or a mouse. One file, so that one process loads the region.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import OF_LAYOUT, barriers, focused, sideways, tab_to
from tests.browser.region import COORDINATOR, OFFICIAL, OPERATOR, SUPPLIER, Visit
from tests.browser.wandering import every_kind, wander

GUEST = ""
WRITER = "kamiya@city-sakakino.example.jp"
CHOOSER = "tachibana@vill-kirigasawa.example.jp"
MANAGER = "shirotani@city-sakakino.example.jp"
DRAFT = "旧村の小さな避難所も"
OWN = ("/desk/", "/account/", "/cloud/")
STARTS = {
    GUEST: ("/", "/gallery/"),
    OFFICIAL: ("/desk/",),
    WRITER: ("/desk/", "/desk/needs/?tab=all"),
    MANAGER: ("/desk/",),
    CHOOSER: ("/desk/proposals/received/",),
    COORDINATOR: ("/desk/", "/desk/matching/?state=agreed"),
    SUPPLIER: ("/desk/",),
    OPERATOR: ("/cloud/", "/desk/"),
}
PUBLIC = (
    *("/needs/", "/services/", "/cases/", "/projects/", "/troubles/", "/towns/", "/fields/", "/search/", "/funnel/"),
    *("/gallery/", "/preferences/", "/licences/", "/api/"),
    *("/account/login/", "/account/signup/", "/account/password/reset/"),
)
WITHIN = {GUEST: PUBLIC, CHOOSER: ("/desk/proposals/",)}
NOT_BY_LINK = {
    "needs:ask": "only while questions are open: below",
    "casebook:return": "only while a case waits for review, which none of the region does",
    "casebook:versions": "only once a case was revised, which none of the region was",
    "cloud:reading": "only once a reading was put right, which none of the region was",
    "cloud:remove_reading": "as the page it belongs to",
    "projects:still-in-use": "only a year after an adoption",
    "identity:join": "a mail leads there",
    "needs:confirm": "a mail leads there",
    "needs:look": "between writing a trouble and sending it",
    "needs:told": "after a trouble was sent",
    "needs:receipt": "after a receipt number was given",
    "desk:search": "the search box of the desk leads there",
    "files:download": "a file",
    "projects:measurements": "a file",
    "healthz": "for programs",
    "web:favicon": "for programs",
    "web:manifest": "for programs",
    "web:robots": "for programs",
    "web:gallery-error": "an error is what it shows",
}
"""Pages no link of the region leads to, and why; tests of their rooms open them."""

visited: dict[str, set[str]] = {}


@pytest.mark.parametrize("mail", STARTS, ids=lambda mail: mail.partition("@")[0] or "guest")
def test_nobody_meets_a_barrier(visit: Visit, mail: str) -> None:
    page, plain = visit(mail), visit(mail, javascript=False, beside=True)
    known = set().union(*visited.values())
    visited[mail] = set()
    found: list[str] = []
    for kind in wander(page, *STARTS[mail], within=WITHIN.get(mail, OWN)):
        visited[mail].add(kind)
        if kind not in known or kind == "desk:home":
            faults = [*on_a_desk(page), *on_a_phone(page), *without_scripts(plain, page.url)]
            found += [f"{kind} {page.url}: {words}" for words in faults]
    assert not found, "\n".join(found)


def on_a_desk(page: Page) -> list[str]:
    """What is wrong on an ordinary screen."""
    return [*past_the_header(page), *one_heading(page), *barriers(page)]


def on_a_phone(page: Page) -> list[str]:
    """What is wrong on the narrowest phone."""
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 900})
    found = [*sideways(page), *barriers(page, OF_LAYOUT)]
    page.set_viewport_size(size or {"width": 1280, "height": 900})
    return [f"at 320 px: {words}" for words in found]


def one_heading(page: Page) -> list[str]:
    count = page.locator("h1").count()
    return [] if count == 1 else [f"{count} headings of the first level"]


def past_the_header(page: Page) -> list[str]:
    """The first Tab offers to pass the header, and Enter does."""
    if page.evaluate("document.activeElement.closest('main') !== null"):
        return []  # the page leads the focus to where it is needed
    page.keyboard.press("Tab")
    if focused(page) != "本文へ進む":
        return [f"the first Tab leads to 「{focused(page)}」"]
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    page.keyboard.press("Tab")
    inside = page.evaluate(
        "document.activeElement.closest('main, footer') !== null || !document.querySelector('main :is(a[href], button)')"
    )
    reached = focused(page)
    page.evaluate("document.activeElement.blur()")
    return [] if inside else [f"after the header the focus is on 「{reached}」"]


def without_scripts(plain: Page, address: str) -> list[str]:
    """What only scripts would show: hidden links, forms that cannot be sent."""
    plain.goto(address)
    mute = plain.locator("main form:not(:has(button:not([type=button]), input[type=submit]))").count()
    hidden = plain.locator("main [hidden] a[href]").count()
    wrong = {"forms without a button": mute, "links that only scripts show": hidden}
    found = [*one_heading(plain), *(f"{count} {words}" for words, count in wrong.items() if count)]
    return [f"without scripts: {words}" for words in found]


def test_every_page_of_the_product_was_visited_by_somebody() -> None:
    if len(visited) < len(STARTS):
        pytest.skip("left out: not every visitor went on their way")
    seen = {kind.partition("?")[0] for kinds in visited.values() for kind in kinds}

    unseen = every_kind() - seen
    assert not unseen - set(NOT_BY_LINK), sorted(unseen - set(NOT_BY_LINK))
    assert not set(NOT_BY_LINK) - unseen, sorted(set(NOT_BY_LINK) - unseen)


def test_a_resident_searches_without_scripts(visit: Visit) -> None:
    page = visit(javascript=False)
    page.goto("/")
    page.locator("#question").fill("通院の足がない")

    page.locator("#question").press("Enter")

    expect(page.locator("main .reason").first).to_be_visible()
    page.locator("main .card a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_a_coordinator_comes_to_the_words_of_an_introduction_by_keyboard(visit: Visit) -> None:
    page = visit(COORDINATOR)
    to_candidates(page)
    page.locator("main").focus()
    tab_to(page, "紹介する")

    page.keyboard.press("Enter")

    expect(page.get_by_label("双方へのことば")).to_be_visible()


def test_each_step_of_the_wizard_is_open_to_all(visit: Visit) -> None:
    page = visit(WRITER)
    page.goto("/desk/needs/?tab=all")
    page.get_by_role("link", name=DRAFT).click()
    first = page.locator("main a[href*='/write/']").first.get_attribute("href") or ""

    for step in range(1, 7):
        page.goto(f"{first.rsplit('/', 1)[0]}/{step}")
        assert [*barriers(page), *on_a_phone(page)] == []


def test_a_supplier_asks_about_a_need(visit: Visit) -> None:
    page = visit(SUPPLIER)
    page.goto("/needs/?state=public")
    page.locator("main .card a").first.click()
    page.get_by_role("link", name="質問する").click()

    assert [*barriers(page), *on_a_phone(page)] == []


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
