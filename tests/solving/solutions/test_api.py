"""Services for other programs: published ones for everybody, a supplier's own for its token."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.programs import program, queries_of, sent
from tests.solving.solutions import making
from yui.kernel.access import Role
from yui.solving.solutions.api.shapes import ServiceIn, price
from yui.solving.solutions.rules import Draft, Price

pytestmark = pytest.mark.django_db

LIST = "/api/v1/services"
WHOLE = {
    "name": "みまもり電話",
    "summary": "毎朝、声で様子を聞く。",
    "body": "決めた時刻に電話をかけ、答えを家族に知らせる。",
    "fields": ["elderly"],
    "functions": ["自動の電話"],
    "price": {"initial_yen": 100_000, "running_yen": 0},
    "cloud": True,
    "network": "internet",
    "export_formats": ["CSV"],
    "accessibility": "大きな声で話す。",
}


def names(client: Client, **wanted: Any) -> list[str]:
    answer = client.get(LIST, wanted)
    assert answer.status_code == 200, answer.content
    return sorted(item["name"] for item in answer.json()["items"])


def supplier() -> Client:
    return program(make.vendor(), Role.SUPPLIER)


def test_everybody_reads_what_a_published_service_says(client: Client) -> None:
    make.town()
    service = making.published(adopters=["480011"])

    told = client.get(f"{LIST}/{service.ref}").json()

    assert (told["name"], told["supplier"]["name"]) == ("ことづて電話", "株式会社ことづて")
    assert told["price"]["running_yen"] == 900
    assert told["price"]["running_per"] == "household"
    assert told["export_formats"] == ["CSV", "JSON"]
    assert [one["government_code"] for one in told["adopters"]] == ["480011"]


def test_a_draft_is_in_no_answer(client: Client) -> None:
    service = making.drafted()

    assert names(client) == []
    assert client.get(f"{LIST}/{service.ref}").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"field": "care"}, ["医"]),
        ({"cloud": "no"}, ["医"]),
        ({"network": "lgwan"}, ["医"]),
        ({"standard": "標準仕様書 第1版"}, ["医"]),
        ({"standard": "標準仕様書"}, []),
        ({"export_format": "JSON"}, ["電"]),
        ({"export_format": 'C"SV'}, []),
        ({"prefecture": "波音県"}, ["医"]),
        ({"initial_yen_at_most": 380_000}, ["電"]),
        ({"running_yen_at_most": 1_000, "running_per": "household"}, ["電"]),
        ({"adopted_by": "480011"}, ["電"]),
        ({"stale": "no"}, ["医", "電"]),
    ],
)
def test_the_list_is_narrowed(client: Client, wanted: dict[str, Any], found: list[str]) -> None:
    make.town()
    making.published(name="電", adopters=["480011"])
    making.published(
        make.vendor("医療の会", prefecture="波音県"),
        name="医",
        fields=("care",),
        cloud=False,
        network="lgwan",
        standards=("標準仕様書 第1版",),
        export_formats=("CSV",),
        price=Price(initial=900_000, running=10),
    )

    assert names(client, **wanted) == found


def test_a_list_costs_the_same_however_long_it_is(client: Client) -> None:
    making.published()
    short = queries_of(client, LIST)
    for number in range(3):
        making.published(name=f"電話{number}")

    assert queries_of(client, LIST) == short <= 5


def test_a_suppliers_program_writes_publishes_confirms_and_withdraws(client: Client) -> None:
    ours = supplier()
    made = sent(ours, "post", "/own/services", {"name": "みまもり電話"})
    ref, version = made.json()["ref"], made["ETag"]
    revised = sent(ours, "put", f"/own/services/{ref}", WHOLE, version)
    published = sent(ours, "post", f"/own/services/{ref}/publish", None, revised["ETag"])
    shown = client.get(f"{LIST}/{ref}").json()["name"]
    confirmed = sent(ours, "post", f"/own/services/{ref}/confirm", None, published["ETag"])
    withdrawn = sent(ours, "post", f"/own/services/{ref}/withdraw", None, confirmed["ETag"])

    assert [one.status_code for one in (made, revised, published, confirmed, withdrawn)] == [201, 200, 200, 200, 200]
    assert "body" in made.json()["missing"]
    assert shown == "みまもり電話"
    assert withdrawn.json()["state"] == "withdrawn"
    assert client.get(f"{LIST}/{ref}").status_code == 404


def test_every_field_of_a_service_can_be_sent() -> None:
    """A change sends the whole: what a program cannot say would be erased by each of its changes."""
    told = {**making.TELEPHONE.__dict__, "website": "https://kotozute.example.jp/", "export_note": "紙でも渡す。"}
    told |= {"inquiry_phone": "0120-000-000", "inquiry_mail": "madoguchi@kotozute.example.jp"}
    whole = Draft(**told)
    assert [name for name, value in told.items() if value == getattr(Draft(), name)] == []

    sent_back = ServiceIn.model_validate_json(json.dumps({**told, "price": price(whole.price)})).draft()

    assert sent_back == whole


def test_an_incomplete_service_is_not_published() -> None:
    ours = supplier()
    made = sent(ours, "post", "/own/services", {"name": "みまもり電話"})

    answer = sent(ours, "post", f"/own/services/{made.json()['ref']}/publish", None, made["ETag"])

    assert (answer.status_code, answer.json()["code"]) == (422, "service-incomplete")
    assert "summary" in {error["field"] for error in answer.json()["errors"]}


def test_of_two_writers_the_second_is_told_to_read_again() -> None:
    ours, service = supplier(), making.drafted()
    version = sent(ours, "get", f"/own/services/{service.ref}")["ETag"]

    statuses = [
        sent(ours, "put", f"/own/services/{service.ref}", {"name": name}, version).status_code for name in "先後"
    ]

    assert statuses == [200, 412]
    assert sent(ours, "get", f"/own/services/{service.ref}").json()["name"] == "先"


def test_a_code_that_no_government_has_is_named() -> None:
    answer = sent(supplier(), "post", "/own/services", {"name": "電話", "adopters": ["999999"]})

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-adopters")


def test_the_own_list_costs_the_same_however_long_it_is() -> None:
    ours = supplier()
    making.drafted()
    short = queries_of(ours, "/api/v1/own/services")
    making.drafted(name="もう一つ")
    making.published(name="公開のもの")

    assert queries_of(ours, "/api/v1/own/services") == short <= 8
    assert ours.get("/api/v1/own/services").json()["total"] == 3


def test_a_town_has_no_services_of_its_own_to_write() -> None:
    town = program(make.town(), Role.OFFICIAL)

    assert sent(town, "get", "/own/services").status_code == 403
