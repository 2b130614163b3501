"""What belongs to one organisation does not exist for the programs of another."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.contracts.region import Region
from yui.kernel.api.application import the_document

pytestmark = pytest.mark.django_db

BODIES = {
    "/api/v1/own/needs/{ref}": {"title": "よその人が書いた題"},
    "/api/v1/own/services/{ref}": {"name": "よその人が書いた名"},
    "/api/v1/own/cases/{ref}": {"title": "よその人が書いた題"},
    "/api/v1/own/introductions/{ref}/answer": {"agrees": True},
    "/api/v1/own/projects/{ref}/measurements": {
        "indicator": "2345678abc",
        "measured_on": "2026-11-01",
        "value": 1,
    },
}
CLOSED = [
    (method, path)
    for path, methods in the_document()["paths"].items()
    for method in methods
    if path.startswith("/api/v1/own/") and "{ref}" in path
]
LISTS = [path for path in the_document()["paths"] if path.startswith("/api/v1/own/") and path.count("/") == 4]


def call(method: str, path: str, ref: str, text: str | None) -> Any:
    client = Client(headers={"authorization": f"Bearer {text}"} if text else {})
    body = BODIES.get(path)
    sent: dict[str, Any] = {"data": body, "content_type": "application/json"} if body and method != "get" else {}
    return getattr(client, method)(path.replace("{ref}", ref), headers={"if-match": '"2345678abc.1"'}, **sent)


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_another_organisations_program_finds_nothing(method: str, path: str, region: Region) -> None:
    other = region.tokens["rival" if "services" in path else "neighbour"]

    answer = call(method, path, region.records[path].ref, other)

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_the_same_record_is_there_for_its_own_program(method: str, path: str, region: Region) -> None:
    answer = call(method, path, region.records[path].ref, region.token_for(path))

    assert answer.status_code in {200, 412} or path.endswith("measurements"), answer.content


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_a_program_that_may_only_read_what_is_public_is_refused(method: str, path: str, region: Region) -> None:
    answer = call(method, path, region.records[path].ref, region.tokens["nothing"])

    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_a_guest_is_asked_for_a_token(method: str, path: str, region: Region) -> None:
    assert call(method, path, region.records[path].ref, None).status_code == 401


@pytest.mark.parametrize("path", [path for path in LISTS if path != "/api/v1/own/candidates"])
@pytest.mark.parametrize("whose", ["neighbour", "rival", "bureau"])
def test_no_list_holds_what_is_anothers(path: str, whose: str, region: Region) -> None:
    client = Client(headers={"authorization": f"Bearer {region.tokens[whose]}"})
    ours = {record.ref for at, record in region.records.items() if at.startswith(path)}

    answer = client.get(path)

    assert answer.status_code in {200, 403}
    assert not ours & {item["ref"] for item in answer.json().get("items", [])}


def test_candidates_are_read_by_the_town_and_by_its_bureau(region: Region) -> None:
    def asked(whose: str) -> Any:
        client = Client(headers={"authorization": f"Bearer {region.tokens[whose]}"})
        return client.get("/api/v1/own/candidates", {"need": region.need_ref})

    assert asked("town").json()["items"][0]["reasons"]
    assert asked("bureau").json()["total"] == asked("town").json()["total"] > 0
    assert [asked(whose).status_code for whose in ("neighbour", "vendor", "nothing")] == [404, 404, 403]


def test_an_introduction_is_read_by_both_sides_and_nobody_else(region: Region) -> None:
    ref = region.records["/api/v1/own/introductions/{ref}"].ref

    def asked(whose: str) -> Any:
        client = Client(headers={"authorization": f"Bearer {region.tokens[whose]}"})
        return client.get(f"/api/v1/own/introductions/{ref}")

    assert [asked(whose).json()["side"] for whose in ("town", "vendor")] == ["government", "partner"]
    assert [asked(whose).status_code for whose in ("neighbour", "rival", "bureau")] == [404, 404, 403]
