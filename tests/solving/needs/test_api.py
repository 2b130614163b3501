"""Needs for other programs: public ones for everybody, an organisation's own for its token."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.programs import program, queries_of, sent
from tests.solving.needs import making
from yui.kernel.access import Role
from yui.kernel.audit.models import Entry
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions

pytestmark = pytest.mark.django_db

LIST = "/api/v1/needs"


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer.json()["items"]]


def official(of: Any = None) -> Client:
    return program(of or make.town(), Role.OFFICIAL)


def test_everybody_reads_what_a_public_need_says(client: Client) -> None:
    need = making.published()
    question = making.question(need)
    actions.answer_question(question=question, answer="対象です。", by=making.writer(), at=making.AT)
    actions.echo_for_town(need=need, by=make.official(make.town("潮見浦町")), at=making.AT)

    told = client.get(f"{LIST}/{need.ref}").json()

    assert (told["title"], told["town"]["name"]) == (making.RADIO["title"], "霧ヶ沢村")
    assert told["essential"] == making.RADIO["essential"]
    assert (told["budget_min_yen"], told["budget_max_yen"]) == (600_000, 1_900_000)
    assert told["echoes"] == {"residents": 0, "towns": 1}
    assert told["echoing_towns"] == ["潮見浦町"]
    assert [one["answer"] for one in told["questions"]] == ["対象です。"]
    assert set(told["questions"][0]) == {"text", "answer", "asked_at", "answered_at"}
    assert told["url"].endswith(f"/needs/{need.ref}/")


@pytest.mark.parametrize("make_one", [making.draft, making.submitted])
def test_what_is_not_public_is_in_no_answer(client: Client, make_one: Any) -> None:
    need = make_one()

    assert client.get(LIST).json() == {"items": [], "total": 0, "next": None}
    assert client.get(f"{LIST}/{need.ref}").status_code == 404


def test_the_list_is_narrowed_by_field_place_and_state(client: Client) -> None:
    making.published(title="雪")
    making.published(make.town("潮見浦町", prefecture="波音県"), title="海", field="industry")

    assert titles(client.get(LIST, {"field": "industry"})) == ["海"]
    assert titles(client.get(LIST, {"prefecture": "織江県"})) == ["雪"]
    assert titles(client.get(LIST, {"government_code": "480029"})) == ["海"]
    assert titles(client.get(LIST, {"state": "adopted"})) == []
    assert client.get(LIST, {"state": "draft"}).status_code == 422


def test_what_nobody_confirmed_for_half_a_year_comes_when_asked_for(client: Client) -> None:
    making.published(title="むかしのこと", at=making.AT - timedelta(days=200))

    assert titles(client.get(LIST)) == []
    assert titles(client.get(LIST, {"old": "yes"})) == ["むかしのこと"]


def test_words_find_the_closest_first(client: Client, index: None) -> None:
    making.published(title="雪かきの手が足りない", present="冬の朝、雪かきができない。")
    making.published(make.town("潮見浦町"), title="海の水温を知りたい", present="養殖の水温を測る。")
    run_pending()

    assert titles(client.get(LIST, {"q": "雪かき"}))[0] == "雪かきの手が足りない"


def test_what_changed_since_comes_in_the_order_of_change(client: Client) -> None:
    first, second = making.published(title="一"), making.published(make.town("潮見浦町"), title="二")
    actions.confirm_need(need=first, by=making.writer(), at=making.AT)
    listed = client.get(LIST, {"changed_since": "2020-01-01T00:00:00Z"}).json()["items"]

    assert {item["ref"] for item in listed} == {first.ref, second.ref}
    assert listed == sorted(listed, key=lambda item: item["changed_at"])
    assert titles(client.get(LIST, {"changed_since": "2099-01-01T00:00:00+09:00"})) == []


def test_pages_tell_the_total_and_meet_each_once(client: Client) -> None:
    for name in ("霧ヶ沢村", "潮見浦町", "榊野市"):
        making.published(make.town(name), title=name)
    first = client.get(LIST, {"limit": 2}).json()
    second = client.get(LIST, {"limit": 2, "cursor": first["next"]}).json()

    assert [page["total"] for page in (first, second)] == [3, 3]
    assert len({item["ref"] for item in first["items"] + second["items"]}) == 3
    assert second["next"] is None


def test_a_list_costs_the_same_however_long_it_is(client: Client) -> None:
    making.published()
    short = queries_of(client, LIST)
    for name in ("潮見浦町", "榊野市"):
        making.published(make.town(name))

    assert queries_of(client, LIST) == short <= 4


def test_a_program_writes_a_need_bit_by_bit_and_hands_it_in() -> None:
    here = official()
    begun = sent(here, "post", "/own/needs", {"title": "雪かきの手", "field": "community"})
    ref = begun.json()["ref"]
    rest = {name: making.RADIO[name] for name in ("present", "affected", "wanted", "essential", "fiscal_year")}
    written = sent(here, "patch", f"/own/needs/{ref}", {**rest, "before_budget": True}, begun["ETag"])
    handed_in = sent(here, "post", f"/own/needs/{ref}/submit", None, written["ETag"])

    assert [answer.status_code for answer in (begun, written, handed_in)] == [201, 200, 200]
    assert "present" in begun.json()["missing"]
    assert (written.json()["title"], written.json()["missing"]) == ("雪かきの手", [])
    assert handed_in.json()["state"] == "review"


def test_what_a_program_does_stands_in_the_audit_under_its_name() -> None:
    town = make.town()
    sent(official(town), "post", "/own/needs", {"title": "雪かきの手"})

    with acting_for(town):
        assert Entry.objects.get(code="needs.drafted").actor_name == "連携の装置"


def test_of_two_writers_the_second_is_told_to_read_again() -> None:
    here, need = official(), making.draft()
    version = sent(here, "get", f"/own/needs/{need.ref}")["ETag"]

    first = sent(here, "patch", f"/own/needs/{need.ref}", {"title": "先に書いた"}, version)
    second = sent(here, "patch", f"/own/needs/{need.ref}", {"title": "後から書いた"}, version)

    assert [first.status_code, second.status_code] == [200, 412]
    assert second.json()["code"] == "changed-meanwhile"
    assert sent(here, "get", f"/own/needs/{need.ref}").json()["title"] == "先に書いた"


def test_a_change_without_the_version_read_is_refused() -> None:
    answer = sent(official(), "patch", f"/own/needs/{making.draft().ref}", {"title": "x"})

    assert answer.status_code == 422
    assert "If-Match" in answer.json()["errors"][0]["field"]


def test_an_incomplete_need_is_not_handed_in_and_says_what_is_missing() -> None:
    here, need = official(), making.draft(affected="")
    version = sent(here, "get", f"/own/needs/{need.ref}")["ETag"]

    answer = sent(here, "post", f"/own/needs/{need.ref}/submit", None, version)

    assert (answer.status_code, answer.json()["code"]) == (422, "need-incomplete")
    assert [error["field"] for error in answer.json()["errors"]] == ["affected"]


def test_what_was_handed_in_is_not_written_any_more() -> None:
    here, need = official(), making.submitted()
    version = sent(here, "get", f"/own/needs/{need.ref}")["ETag"]

    answer = sent(here, "patch", f"/own/needs/{need.ref}", {"title": "x"}, version)

    assert (answer.status_code, answer.json()["code"]) == (409, "not-your-turn")


def test_figures_that_contradict_each_other_are_named() -> None:
    answer = sent(official(), "post", "/own/needs", {"budget_min_yen": 5, "budget_max_yen": 3})

    assert (answer.status_code, answer.json()["code"]) == (422, "not-fitting")


def test_a_scope_that_was_not_given_is_missed() -> None:
    reads = program(make.town(), Role.OFFICIAL, scopes=["needs.need:write"])
    need = making.draft()
    version = sent(reads, "get", f"/own/needs/{need.ref}")["ETag"]

    assert sent(reads, "post", f"/own/needs/{need.ref}/submit", None, version).status_code == 403


def test_the_own_list_holds_drafts_and_costs_the_same_however_long() -> None:
    here = official()
    making.draft(title="一")
    short = queries_of(here, "/api/v1/own/needs")
    making.draft(title="二")
    making.submitted(title="三")

    assert titles(here.get("/api/v1/own/needs")) == ["三", "二", "一"]
    assert titles(here.get("/api/v1/own/needs", {"state": "review"})) == ["三"]
    assert queries_of(here, "/api/v1/own/needs") == short <= 8


def test_sentences_follow_the_language_of_the_caller(client: Client) -> None:
    answer = client.get(f"{LIST}/2345678abc", headers={"accept-language": "en"}).json()["detail"]

    assert answer.isascii()
