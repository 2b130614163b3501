"""How the API answers: lists by cursor, problems for all that goes wrong, labels on everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ninja import NinjaAPI, Schema

from tests import factories as make
from yui.kernel.access import Refused
from yui.kernel.api.application import the_api, the_document
from yui.kernel.api.paging import Paging, page_of
from yui.kernel.api.problems import answer_problems
from yui.kernel.api.texts import StrictParser, Text
from yui.kernel.identity.models import Organisation
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations"


def towns(number: int) -> list[str]:
    return [make.vendor(f"事業者{index:02}", kana=f"じぎょうしゃ{index // 3:02}").ref for index in range(number)]


def walk(client: Client, **wishes: Any) -> list[str]:
    refs, cursor = [], ""
    for _page in range(50):
        answer = client.get(LIST, {**wishes, **({"cursor": cursor} if cursor else {})}).json()
        refs += [item["ref"] for item in answer["items"]]
        cursor = answer["next"]
        if not cursor:
            return refs
    raise AssertionError("the list has no end")


def test_an_organisation_is_read_by_its_ref_and_by_its_code(client: Client) -> None:
    here = make.town("霧ヶ沢村")

    by_ref = client.get(f"{LIST}/{here.ref}").json()
    by_code = client.get(f"{LIST}/480011").json()

    assert by_ref == by_code
    assert (by_ref["name"], by_ref["kind"], by_ref["government_code"]) == ("霧ヶ沢村", "government", "480011")


def test_one_that_is_closed_is_not_found(client: Client) -> None:
    here = make.town("霧ヶ沢村")
    before = client.get(f"{LIST}/{here.ref}").status_code

    with acting_for(here):
        here.active = False
        here.save()

    after = client.get(f"{LIST}/{here.ref}")
    assert (before, after.status_code, after.json()["code"]) == (200, 404, "not-found")
    assert here.ref not in [item["ref"] for item in client.get(LIST).json()["items"]]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 200])
def test_a_walk_through_the_pages_meets_each_once(client: Client, limit: int) -> None:
    refs = towns(7)

    assert walk(client, limit=limit, kind="vendor") == refs


def test_nothing_comes_twice_when_a_record_is_added_meanwhile(client: Client) -> None:
    refs = towns(4)
    first = client.get(LIST, {"limit": 2}).json()
    make.vendor("あとから", kana="あ")

    second = client.get(LIST, {"limit": 2, "cursor": first["next"]}).json()

    assert [item["ref"] for item in first["items"] + second["items"]] == refs


def test_a_list_is_narrowed_down(client: Client) -> None:
    towns(2)
    here = make.town("霧ヶ沢村", kana="きりがさわむら")

    assert walk(client, kind="government") == [here.ref]
    assert walk(client, name="がさわ") == [here.ref]
    assert walk(client, prefecture="織江県") == [here.ref]


def test_a_cursor_belongs_to_one_list(client: Client) -> None:
    towns(3)
    cursor = client.get(LIST, {"limit": 1, "kind": "vendor"}).json()["next"]

    for wishes in ({"cursor": cursor}, {"cursor": cursor, "kind": "npo"}, {"cursor": cursor[:-1], "kind": "vendor"}):
        answer = client.get(LIST, wishes)
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-page")


@given(cursor=st.text(min_size=1, max_size=100))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_made_up_cursor_is_read(client: Client, cursor: str) -> None:
    settings_free = client.get(LIST, {"cursor": cursor.encode("utf-8", "replace").decode()})

    assert settings_free.status_code in {404, 422, 429}


@pytest.mark.parametrize("order", [("kana", "id"), ("-kana", "-id"), ("kana", "-id")])
def test_pages_are_the_list_cut_in_pieces_whatever_the_order(rf: Any, order: tuple[str, ...]) -> None:
    towns(7)
    found = Organisation.published.filter(kind="vendor")
    whole = [one.pk for one in found.order_by(*order)]
    met, cursor = [], ""
    while True:
        page = page_of(rf.get("/x"), found, Paging(cursor=cursor, limit=2), order=order, show=lambda row: row.pk)
        met += page["items"]
        cursor = page["next"]
        if not cursor:
            break

    assert met == whole


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/nothing/here", 404),
        ("get", f"{LIST}/2345678abc", 404),
        ("get", f"{LIST}/999999", 404),
        ("get", f"{LIST}/..%2f..", 404),
        ("get", f"{LIST}/%00", 422),
        ("get", f"{LIST}?limit=0", 422),
        ("get", f"{LIST}?limit=x", 422),
        ("get", f"{LIST}?kind=nothing", 422),
        ("get", f"{LIST}?name=%00", 422),
        ("post", LIST, 405),
        ("delete", f"{LIST}/2345678abc", 405),
        ("get", "/api/v1/me", 401),
    ],
)
def test_every_problem_is_told_in_one_shape(client: Client, method: str, path: str, status: int) -> None:
    answer = getattr(client, method)(path)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert {"type", "title", "status", "code", "detail", "errors"} == set(problem)
    assert "RateLimit" in answer


def test_a_value_not_accepted_is_named(client: Client) -> None:
    errors = client.get(LIST, {"limit": "x"}).json()["errors"]

    assert [error["field"].rpartition(".")[2] for error in errors] == ["limit"]


def test_a_method_not_allowed_says_which_are(client: Client) -> None:
    assert client.post(LIST)["Allow"] == "GET, HEAD, OPTIONS"


def test_problems_speak_the_callers_language(client: Client) -> None:
    japanese = client.get(f"{LIST}/2345678abc").json()["detail"]

    assert "見つかりません" in japanese


def test_an_answer_not_changed_is_not_sent_again(client: Client) -> None:
    here = make.town()
    first = client.get(LIST)

    again = client.get(LIST, headers={"if-none-match": first["ETag"]})
    with acting_for(here):
        here.introduction = "新しい紹介"
        here.save()
    changed = client.get(LIST, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert first["Cache-Control"] == "public, max-age=60"


def test_what_a_token_reads_is_kept_by_nobody_else(made: Callable[..., Any], program: Callable[..., Client]) -> None:
    answer = program(made(make.town()).text).get(LIST)

    assert answer["Cache-Control"].startswith("private")
    assert "Authorization" in answer["Vary"]


def test_who_calls_too_often_is_told_when_to_come_back(client: Client, settings: Any) -> None:
    settings.YUI_API_LIMITS = {"guest": (3, 60), "token": (10, 60)}
    answers = [client.get(LIST) for _call in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer["RateLimit"].split(";")[1] for answer in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[0]["RateLimit-Policy"] == '"guest";q=3;w=60'
    assert 1 <= int(answers[3]["Retry-After"]) <= 60


def test_a_guess_at_tokens_is_counted_as_well(program: Callable[..., Client], settings: Any) -> None:
    settings.YUI_API_LIMITS = {"guest": (3, 60), "token": (10, 60)}

    statuses = [program(f"yui_2345678abc_{index}").get(LIST).status_code for index in range(4)]

    assert statuses == [401, 401, 401, 429]


def test_the_document_is_openapi_and_says_that_problems_may_come(client: Client) -> None:
    document = client.get("/api/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    for methods in document["paths"].values():
        for operation in methods.values():
            assert {"404", "405", "422", "429", "500"} <= set(operation["responses"])
            assert operation["summary"]


def test_people_read_what_the_api_offers(client: Client) -> None:
    page = client.get("/api/").content.decode()

    assert "GET /api/v1/organisations" in page
    assert page.count("トークンが要ります") == len(
        [1 for methods in the_document()["paths"].values() for one in methods.values() if one.get("security")]
    )


class Story(Schema):
    title: Text


def an_api() -> NinjaAPI:
    api = NinjaAPI(urls_namespace="only-for-tests", parser=StrictParser(), docs_url=None)
    answer_problems(api)

    @api.post("/refuse")
    def refuse(request: HttpRequest, story: Story) -> None:
        raise Refused("だめです。", fields={"title": "短すぎます。"})

    @api.post("/fail")
    def fail(request: HttpRequest, story: Story) -> None:
        raise ZeroDivisionError

    return api


_HERE = an_api()


def posted(rf: Any, path: str, body: str) -> Any:
    view = next(pattern for pattern in _HERE.urls[0] if str(pattern.pattern) == path).callback
    return view(rf.post(f"/{path}", body, content_type="application/json"))


def test_a_refusal_keeps_its_code_its_sentence_and_its_fields(rf: Any) -> None:
    answer = posted(rf, "refuse", '{"title": "x"}')

    assert answer.status_code == 422
    assert "urn:yui:problem:refused" in answer.content.decode()
    assert "短すぎます。" in answer.content.decode()


def test_a_bug_tells_nothing_of_itself(rf: Any) -> None:
    answer = posted(rf, "fail", '{"title": "x"}')

    assert answer.status_code == 500
    assert b"ZeroDivision" not in answer.content


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ('{"title": "\\ud800"}', 400),
        ('{"title": "\\u0000"}', 422),
        ('{"\\ud800": 1}', 400),
        ("[]", 422),
        ('"x"', 422),
    ],
)
def test_a_body_that_no_database_could_hold_is_refused(rf: Any, body: str, status: int) -> None:
    assert posted(rf, "refuse", body).status_code == status


def test_every_operation_is_described_by_the_one_api() -> None:
    assert set(the_api().get_openapi_schema(path_prefix="/")["paths"]) >= {"/organisations", "/me"}
