"""The pages of the book: narrowed down, a page at a time, as a file, and nobody else's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.stories.visitor import Reading
from yui.kernel.access import Actor, Role
from yui.kernel.audit.models import Entry
from yui.kernel.identity import actions
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db

ADDRESSES = ("/cloud/audit/", "/cloud/audit/export", "/desk/audit/", "/desk/audit/export")


def admin(of: Any) -> Actor:
    return make.acting(make.member(of, Role.OFFICIAL, Role.ADMIN))


@pytest.fixture
def operator(client: Client, at: datetime) -> Client:
    """An operator before the books of two towns."""
    actions.open_post(name="福祉課", by=admin(make.town("霧ヶ沢村")), at=at)
    actions.open_post(name="水産課", by=admin(make.town("潮見浦町")), at=at + timedelta(days=1))
    client.force_login(make.member(make.operator_body(), Role.OPERATOR).person)
    return client


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("", {"福祉課", "水産課"}),
        ("organisation=霧ヶ沢", {"福祉課"}),
        ("organisation=480029", {"水産課"}),
        ("organisation=48002", {"水産課"}),
        ("organisation=どこにもない村", set()),
        ("organisation=霧ヶ沢&code=identity.", {"福祉課"}),
        ("organisation=霧ヶ沢&code=needs.", set()),
        ("code=identity.post_opened&person=花子", {"福祉課", "水産課"}),
        ("person=太郎", set()),
        ("since=2026-11-24", {"水産課"}),
        ("until=2026-11-23", {"福祉課"}),
        ("since=2026-11-24&until=2026-11-23", set()),
    ],
)
def test_operators_narrow_the_books_down(operator: Client, wish: str, found: set[str]) -> None:
    page = operator.get(f"/cloud/audit/?{wish}").content.decode()

    assert {name for name in ("福祉課", "水産課") if f"：{name}" in page} == found
    assert ("当てはまる記録はありません" in page) == (not found)


def test_the_file_of_the_operators_holds_what_was_asked_for_and_leaves_an_entry_of_theirs(operator: Client) -> None:
    answer = operator.post("/cloud/audit/export", {"organisation": "潮見浦", "code": "identity."})

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "潮見浦町,担当を作った,identity.post_opened,人," in rows[1]
    with acting_for(make.operator_body()):
        entry = Entry.objects.get(code="audit.every_book_exported")
    assert entry.after == {"organisation": "潮見浦", "code": "identity."}


def test_the_button_of_the_file_asks_for_what_the_page_shows(operator: Client) -> None:
    page = operator.get("/cloud/audit/?organisation=潮見浦&since=2026-11-24&person=&other=1").content.decode()
    form = next(form for form in Reading(page).forms if form.action == "/cloud/audit/export")

    assert {box.name: box.value for box in form.boxes if box.name != "csrfmiddlewaretoken"} == {
        "organisation": "潮見浦",
        "since": "2026-11-24",
    }


@pytest.mark.parametrize("role", [None, Role.OFFICIAL, Role.SUPPLIER, Role.COORDINATOR])
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_book_does_not_exist_for_strangers(client: Client, role: Role | None, address: str) -> None:
    if role:
        client.force_login(make.member(make.town(), role).person)

    answer = client.post(address) if address.endswith("export") else client.get(address)

    assert answer.status_code == 404


def test_an_administrator_gets_nothing_of_others_by_the_filter_of_the_operators(client: Client, at: datetime) -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    actions.open_post(name="水産課", by=admin(there), at=at)
    client.force_login(make.member(here, Role.OFFICIAL, Role.ADMIN).person)

    shown = client.get("/desk/audit/?organisation=潮見浦").content.decode()
    taken = client.post("/desk/audit/export", {"organisation": "潮見浦"}).content.decode()

    assert "水産課" not in shown + taken
    assert 'name="organisation"' not in shown
    assert client.post("/cloud/audit/export", {"organisation": "潮見浦"}).status_code == 404


def test_an_empty_book_says_what_will_stand_there(client: Client) -> None:
    client.force_login(make.member(make.town(), Role.OFFICIAL, Role.ADMIN).person)

    page = client.get("/desk/audit/").content.decode()

    assert "まだ記録はありません" in page
    assert "条件を外す" not in page


@pytest.mark.parametrize("address", ["/cloud/audit/", "/cloud/audit/?organisation=町", "/cloud/audit/?code=identity."])
def test_a_long_book_asks_no_more_questions_than_a_short_one(operator: Client, at: datetime, address: str) -> None:
    operator.get(address)
    with CaptureQueriesContext(
        connection,
    ) as short:
        operator.get(address)
    for index in range(60):
        actions.open_post(name=f"第{index}課", by=admin(make.town("潮見浦町")), at=at)

    with CaptureQueriesContext(connection) as long:
        page = operator.get(address).content.decode()

    assert "全6" in page
    assert len(long) <= len(short)


def test_pages_keep_what_was_asked_for(operator: Client, at: datetime) -> None:
    for index in range(60):
        actions.open_post(name=f"第{index}課", by=admin(make.town("潮見浦町")), at=at)

    page = operator.get("/cloud/audit/?organisation=潮見浦").content.decode()
    following = next(address for _words, address in Reading(page).links if "after=" in address)
    second = operator.get(f"/cloud/audit/{following}").content.decode()

    assert "organisation=" in following
    assert "水産課" in second
    assert "福祉課" not in second


def test_the_actions_to_choose_from_are_words_and_the_chosen_one_stays(operator: Client) -> None:
    page = operator.get("/cloud/audit/?code=identity.post_opened").content.decode()
    boxes = [box for form in Reading(page).forms for box in form.boxes if box.name == "code" and box.options]

    assert boxes[0].value == "identity.post_opened"
    assert ("困りごと・ニーズのすべて", "needs.") in boxes[0].options


def test_an_action_that_has_no_name_any_more_can_still_be_asked_for(operator: Client) -> None:
    page = operator.get("/cloud/audit/?code=gone.done").content.decode()

    assert '<option value="gone.done" selected>' in page
    assert "当てはまる記録はありません" in page


def test_the_page_says_in_words_what_was_asked_for_and_how_many_were_found(operator: Client) -> None:
    page = operator.get("/cloud/audit/?organisation=潮見浦&code=identity.&since=2026-11-24&record=").content.decode()

    assert "団体「潮見浦」操作「団体・人・部署のすべて」いつから「2026年11月24日（火）」" in page
    assert "全1件" in page


def test_what_cannot_be_read_is_said_at_its_box_and_narrows_nothing_down(operator: Client) -> None:
    page = operator.get("/cloud/audit/?since=yesterday").content.decode()

    assert '<details class="disclosure" open' in page
    assert "水産課" in page
    assert "福祉課" in page
