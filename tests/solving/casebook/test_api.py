"""Cases for other programs: public ones and their comparison for everybody, an organisation's own for its token."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.programs import program, queries_of, sent
from tests.solving.casebook import making
from yui.kernel.access import Role
from yui.kernel.tenancy import acting_for
from yui.solving.casebook import actions
from yui.solving.casebook.models import Case

pytestmark = pytest.mark.django_db

LIST = "/api/v1/cases"


def official() -> Client:
    return program(make.town(), Role.OFFICIAL)


def test_everybody_reads_a_case_under_our_names_and_those_of_the_framework(client: Client) -> None:
    parts = {"constraints": "年度の途中だった。", "upkeep": "係が見直す。", "spread": "隣町へ。"}
    case = making.published(make.town(), **parts)

    told = client.get(f"{LIST}/{case.ref}").json()

    assert (told["place"], told["cost_yen"], told["version"]) == ("霧ヶ沢村", 1_227_000, 1)
    assert told["figures"][0]["change"] == 53
    assert told["companions"] == [{"name": "合同会社やまびこ通信", "role": "音声の発信"}]
    gif = told["gif_451_3"]
    assert (gif["タイトル"], gif["理由"], gif["内容"], gif["成果"]) == (
        told["title"],
        told["problem"],
        told["done"],
        told["result"],
    )
    assert gif["目的"] == told["purpose"] == "雨戸を閉めた夜でも、放送の中身が分かるようにする。"
    assert [gif[name] for name in ("制約条件", "持続させる仕組み", "普及")] == list(parts.values())
    assert told["not_worked"] not in gif.values()
    assert gif["連絡先"].startswith("霧ヶ沢村　総務課 情報係 http")


def test_a_case_of_former_days_without_a_contact_leads_to_its_town(client: Client) -> None:
    case = making.published(make.town())
    with acting_for(make.town()):
        Case.objects.filter(pk=case.pk).update(contact="")

    gif = client.get(f"{LIST}/{case.ref}").json()["gif_451_3"]

    assert gif["連絡先"].startswith("霧ヶ沢村 http")


def test_a_case_taken_back_is_gone_and_says_why(client: Client) -> None:
    case = making.published(make.town())
    actions.withdraw_case(case=case, reason="ended", note="やめました", by=make.manager(make.town()), at=making.AT)

    answer = client.get(f"{LIST}/{case.ref}")

    assert (answer.status_code, answer.json()["code"]) == (410, "casebook.taken-back")
    assert "やめました" in answer.json()["detail"]
    assert client.get(LIST).json()["total"] == 0


def test_a_draft_is_in_no_answer(client: Client) -> None:
    case = making.draft(make.town())

    assert client.get(LIST).json()["total"] == 0
    assert client.get(f"{LIST}/{case.ref}").status_code == 404


def test_the_list_is_narrowed_and_costs_the_same_however_long(client: Client) -> None:
    making.published(make.town())
    short = queries_of(client, LIST)
    making.published(make.town("潮見浦町"), title="海の事例", field="industry", year=2024, size_class="s")

    assert queries_of(client, LIST) == short <= 4
    for wanted in ({"field": "industry"}, {"year": 2024}, {"size_class": "s"}):
        assert [one["title"] for one in client.get(LIST, wanted).json()["items"]] == ["海の事例"]


def test_outcomes_of_several_towns_are_compared(client: Client) -> None:
    making.published(make.town())
    less = replace(making.HEARD, after=Decimal(30))
    making.published(make.town("潮見浦町"), place="潮見浦町", population=9_000, size_class="s", figures=(less,))

    choice = client.get("/api/v1/comparisons").json()["items"][0]
    told = client.get("/api/v1/comparisons/towns", {"key": choice["key"]}).json()

    assert (choice["name"], choice["towns"]) == ("確かめた世帯", 2)
    assert [(one["place"], one["figure"]["verdict"]) for one in told["items"]] == [
        ("霧ヶ沢村", "better"),
        ("潮見浦町", "worse"),
    ]
    assert client.get("/api/v1/comparisons/towns", {"key": "知らない"}).status_code == 404


def test_a_program_writes_a_case_and_hands_it_in() -> None:
    here = official()
    begun = sent(here, "post", "/own/cases", {"title": "電話で届いた知らせ", "population": 3_124})
    names = ("summary", "place", "problem", "purpose", "done", "result", "cost", "not_worked", "advice", "contact")
    texts = dict.fromkeys(names, "なし")
    figures = [{"name": "確かめた世帯", "unit": "%", "before": 38, "after": 91.5}]
    body: dict[str, Any] = {**texts, "field": "recovery", "year": 2026, "figures": figures}
    written = sent(here, "patch", f"/own/cases/{begun.json()['ref']}", body, begun["ETag"])
    handed_in = sent(here, "post", f"/own/cases/{begun.json()['ref']}/submit", None, written["ETag"])

    assert [one.status_code for one in (begun, written, handed_in)] == [201, 200, 200]
    assert {"advice", "purpose", "contact"} <= set(begun.json()["missing"])
    assert (written.json()["title"], written.json()["missing"]) == ("電話で届いた知らせ", [])
    assert written.json()["figures"][0]["after"] == 91.5
    assert handed_in.json()["state"] == "review"


def test_a_change_of_a_published_case_is_a_revision_that_readers_do_not_see(client: Client) -> None:
    here, case = official(), making.published(make.town())
    version = sent(here, "get", f"/own/cases/{case.ref}")["ETag"]

    written = sent(here, "patch", f"/own/cases/{case.ref}", {"advice": "早めに始める。"}, version)

    assert (written.json()["state"], written.json()["advice"]) == ("revising", "早めに始める。")
    assert client.get(f"{LIST}/{case.ref}").json()["advice"] != "早めに始める。"


def test_of_two_writers_the_second_is_told_to_read_again() -> None:
    here, case = official(), making.draft(make.town())
    version = sent(here, "get", f"/own/cases/{case.ref}")["ETag"]

    statuses = [
        sent(here, "patch", f"/own/cases/{case.ref}", {"title": title}, version).status_code for title in "先後"
    ]

    assert statuses == [200, 412]


def test_a_fourth_decimal_is_not_silently_lost() -> None:
    body = {"figures": [{"name": "x", "unit": "%", "after": 0.1234}]}

    answer = sent(official(), "post", "/own/cases", body)

    assert (answer.status_code, answer.json()["code"]) == (422, "casebook.too-precise")


def test_the_own_list_costs_the_same_however_long_it_is() -> None:
    here = official()
    making.draft(make.town())
    short = queries_of(here, "/api/v1/own/cases")
    making.draft(make.town(), title="もう一つ")

    assert queries_of(here, "/api/v1/own/cases") == short <= 6
