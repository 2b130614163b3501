"""The book of who did what: nothing is done without an entry, and no entry is ever changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from yui.kernel import audit
from yui.kernel.access import Actor, Role, action
from yui.kernel.access.actions import NothingRecorded, every_action
from yui.kernel.audit.models import Entry
from yui.kernel.identity import actions
from yui.kernel.identity.models import Post
from yui.kernel.identity.permissions import Permission
from yui.kernel.identity.refusals import PostTaken
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock

pytestmark = pytest.mark.django_db


@action(Permission.KEEP_POSTS)
def rename_silently(*, post: Post, name: str, by: Actor, at: datetime) -> None:
    """Change something and tell nobody."""
    post.name = name
    post.save()


@action(Permission.CHANGE_OWN_PROFILE)
def look_away(*, by: Actor, at: datetime) -> None:
    """Record with personal values."""
    person = make.person("hanako@example.jp")
    audit.record("tests.looked", of=person, before={"name": "花子", "kana": ""}, after={"name": "太郎", "demo": True})


every_action[:] = [one for one in every_action if one.__module__ != __name__]  # not the product's


def admin(of: Any) -> Actor:
    return make.acting(make.member(of, Role.OFFICIAL, Role.ADMIN))


def test_an_action_that_records_nothing_is_undone(at: datetime) -> None:
    here = make.town()
    post = make.post(here, "総務課")

    with pytest.raises(NothingRecorded):
        rename_silently(post=post, name="改名課", by=admin(here), at=at)

    with acting_for(here):
        assert Post.objects.get(pk=post.pk).name == "総務課"


def test_nothing_is_recorded_outside_an_action() -> None:
    with acting_for(make.town()), pytest.raises(RuntimeError, match="outside an action"):
        audit.record("tests.nobody")


def test_an_entry_says_who_what_when_and_for_whom(at: datetime) -> None:
    here = make.town()
    by = admin(here)

    post = actions.open_post(name="福祉課", by=by, at=at)

    with acting_for(here):
        entry = Entry.objects.of(post).get()
    assert (entry.at, entry.code, entry.owner, entry.person_id) == (at, "identity.post_opened", here, by.person_id)
    assert (entry.actor_name, entry.actor_kind, entry.target_ref) == (by.name, "person", post.ref)
    assert entry.after["name"] == "福祉課"


SAID = "井上さんが見ています"


def test_of_what_a_post_says_of_itself_the_book_keeps_only_its_name_and_what_changed(at: datetime) -> None:
    here = make.town()
    told = {"name": "福祉課", "duties": SAID, "email": "inoue@example.jp", "phone": "090-1234-5678"}
    post = actions.open_post(**told, by=admin(here), at=at)
    actions.change_post(post=post, **{**told, "duties": "高齢", "phone": "090-8765-4321"}, by=admin(here), at=at)

    with acting_for(here):
        opened, changed = Entry.objects.of(post).order_by("id")
    assert opened.after == {"name": "福祉課", "duties": "10字", "email": "＊＊＊", "phone": "＊＊＊"}
    assert changed.before == {"duties": "10字", "phone": "＊＊＊"}
    assert changed.after == {"duties": "2字", "phone": "＊＊＊"}


def test_of_what_an_organisation_says_of_itself_the_book_keeps_no_words(at: datetime) -> None:
    here = make.town()
    actions.change_organisation(
        kana="きりがさわむら", place="", population=3000, introduction=SAID, website="", hue=1, by=admin(here), at=at
    )

    with acting_for(here):
        after = Entry.objects.get(code="identity.organisation_changed").after
    assert (after["introduction"], after["population"]) == ("10字", 3000)


def test_what_is_personal_is_masked_and_what_is_empty_is_not(at: datetime) -> None:
    here = make.town()

    look_away(by=admin(here), at=at)

    with acting_for(here):
        entry = Entry.objects.get(code="tests.looked")
    assert entry.before == {"name": "＊＊＊", "kana": ""}
    assert entry.after == {"name": "＊＊＊", "demo": True}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("井上さん", "4字"),
        ("", ""),
        (None, None),
        (["一", "二三"], ["1字", "2字"]),
        (("一",), ["1字"]),
        ([], []),
        ([{"name": "井上さん"}], "1件"),
        ({"井上さん": "転んだ", "林さん": ""}, "2件"),
        ({}, {}),
        (12, 12),
    ],
)
def test_of_what_people_wrote_the_book_keeps_how_long_it_is(words: Any, kept: Any) -> None:
    assert audit.length_of(words) == kept


@given(st.text(min_size=1))
def test_two_texts_of_one_length_are_the_same_to_the_book(text: str) -> None:
    assert audit.length_of(text) == audit.length_of("x" * len(text)) == f"{len(text)}字"


VALUES = st.dictionaries(st.sampled_from("abcd"), st.one_of(st.integers(0, 2), st.lists(st.integers(0, 1), max_size=2)))


@given(VALUES, VALUES)
def test_only_what_differs_is_kept_with_both_values(before: dict[str, Any], after: dict[str, Any]) -> None:
    told = audit.differing(before, after)

    assert {**before, **told["after"]} == {**before, **after}
    assert all(told["before"][name] != value for name, value in told["after"].items())
    assert set(told["before"]) == set(told["after"])


def test_a_list_and_a_tuple_of_the_same_do_not_differ() -> None:
    assert audit.differing({"a": ["x"]}, {"a": ("x",)}) == {"before": {}, "after": {}}


def test_what_was_undone_was_not_recorded(at: datetime) -> None:
    here = make.town()
    make.post(here, "福祉課")

    with pytest.raises(PostTaken):
        actions.open_post(name="福祉課", by=admin(here), at=at)

    with acting_for(here):
        assert Entry.objects.count() == 0


CHANGES = [
    "UPDATE audit_entry SET code = 'nothing'",
    "UPDATE audit_entry SET actor_name = '' WHERE id = {id}",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_entry WHERE id = {id}",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_itself_refuses_to_change_the_book(at: datetime, statement: str) -> None:
    here = make.town()
    actions.open_post(name="福祉課", by=admin(here), at=at)

    with acting_for(here):
        entry = Entry.objects.get()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(id=entry.pk))
        assert Entry.objects.get().code == "identity.post_opened"


def test_the_orm_cannot_change_the_book_either(at: datetime) -> None:
    here = make.town()
    actions.open_post(name="福祉課", by=admin(here), at=at)

    with acting_for(here):
        entry = Entry.objects.get()
        entry.code = "nothing"
        for change in (entry.save, entry.delete, lambda: Entry.objects.update(code="x"), Entry.objects.all().delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_a_town_reads_its_own_book_only(at: datetime, client: Client) -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")
    actions.open_post(name="福祉課", by=admin(here), at=at)
    actions.open_post(name="水産課", by=admin(there), at=at)
    client.force_login(make.member(here, Role.OFFICIAL, Role.ADMIN).person)

    page = client.get("/desk/audit/").content.decode()

    assert "福祉課" in page
    assert "水産課" not in page
    assert client.get("/cloud/audit/").status_code == 404


def test_an_operator_reads_every_book(at: datetime, client: Client) -> None:
    actions.open_post(name="福祉課", by=admin(make.town()), at=at)
    client.force_login(make.member(make.operator_body(), Role.OPERATOR).person)

    page = client.get("/cloud/audit/").content.decode()

    assert "福祉課" in page
    assert "霧ヶ沢村" in page


@pytest.fixture
def reader(client: Client, at: datetime) -> Client:
    here = make.town()
    by = admin(here)
    actions.open_post(name="福祉課", by=by, at=at)
    actions.open_post(name="=cmd()", by=by, at=at + timedelta(days=1))
    client.force_login(make.member(here, Role.OFFICIAL, Role.ADMIN).person)
    return client


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ("", 2),
        ("code=identity.", 2),
        ("code=identity.post_opened", 2),
        ("code=needs.", 0),
        ("person=花子", 2),
        ("person=太郎", 0),
        ("since=2026-11-24", 1),
        ("until=2026-11-23", 1),
        ("since=2026-11-23&until=2026-11-24", 2),
        ("since=yesterday", 2),
        ("record=2345678abc", 0),
    ],
)
def test_the_book_is_narrowed_down(reader: Client, wish: str, found: int) -> None:
    assert reader.get(f"/desk/audit/?{wish}").content.decode().count(">identity.post_opened</code>") == found


def test_the_book_as_a_file_calculates_nothing_and_leaves_an_entry(reader: Client) -> None:
    answer = reader.post("/desk/audit/export", {"code": "identity."})

    text = answer.content.decode("utf-8-sig")
    assert answer["Content-Type"].startswith("text/csv")
    assert text.splitlines()[0] == "日時,団体,操作,操作の記号,立場,した人,対象,対象の番号,前,後"
    assert "霧ヶ沢村,担当を作った,identity.post_opened,人,山田 花子,担当," in text
    assert "部署：福祉課" in text
    assert len(text.splitlines()) == 3
    assert not any(cell.startswith("=") for row in text.splitlines() for cell in row.split(","))
    assert "audit.exported" in reader.get("/desk/audit/").content.decode()


def test_a_long_book_is_read_a_page_at_a_time(client: Client) -> None:
    here = make.town()
    by = admin(here)
    for index in range(60):
        actions.open_post(name=f"第{index}課", by=by, at=clock.now())
    client.force_login(make.member(here, Role.OFFICIAL, Role.ADMIN).person)

    first = client.get("/desk/audit/")

    assert "全60件" in first.content.decode()
    assert "第59課" in first.content.decode()
    assert "第9課" not in first.content.decode()


def test_the_page_says_in_words_what_was_done_and_leads_to_the_record(client: Client, at: datetime) -> None:
    here = make.town()
    by = admin(here)
    actions.open_post(name="福祉課", by=by, at=at)
    client.force_login(make.member(here, Role.OFFICIAL, Role.ADMIN).person)

    page = client.get("/desk/audit/").content.decode()

    assert "担当を作った" in page
    assert "False" not in page
    assert "None" not in page
