"""Bodies and addresses that mean harm get a problem that says so, never a failure of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.contracts.region import Region
from yui.kernel.api.application import the_document

pytestmark = pytest.mark.django_db

WRITES = [
    (method, path)
    for path, methods in the_document()["paths"].items()
    for method, operation in methods.items()
    if "requestBody" in operation
]
READS = [path for path, methods in the_document()["paths"].items() if "get" in methods and "{" not in path]
BODIES = {
    "half of a character": b'{"title": "\\ud800", "name": "\\udc00"}',
    "half of a character as a name": b'{"\\ud800": 1}',
    "a NUL": b'{"title": "\\u0000", "name": "\\u0000", "note": "\\u0000", "source": "\\u0000"}',
    "a mark that turns the writing": '{"title": "\u202egnp.exe", "name": "\u202e", "note": "\u202e"}'.encode(),
    "a hundred thousand letters": b'{"title": "' + b"x" * 100_000 + b'", "name": "' + b"y" * 100_000 + b'"}',
    "a hundred thousand brackets": b"[" * 100_000,
    "a deep nest": b'{"title": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "no number": b'{"value": NaN, "fiscal_year": Infinity, "year": -Infinity, "name": "x"}',
    "a number beyond all": b'{"value": 1e999, "fiscal_year": 1e999, "cost_yen": 1e999, "name": ' + b"9" * 5_000 + b"}",
    "a list": b"[]",
    "nothing": b"null",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "a slip of the pen": b'{"titel": "x", "nmae": "x"}',
    "another type": b'{"title": 5, "name": {}, "agrees": "yes", "indicator": [], "essential": "x"}',
}


def send(region: Region, method: str, path: str, body: bytes, content_type: str = "application/json") -> Any:
    client = Client(headers={"authorization": f"Bearer {region.token_for(path)}"})
    record = region.records.get(path)
    headers = {"if-match": '"2345678abc.1"'} if record else {}
    at = path.replace("{ref}", record.ref if record else "")
    return getattr(client, method)(at, data=body, content_type=content_type, headers=headers)


@pytest.mark.parametrize("harm", BODIES)
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_a_harmful_body_is_refused(method: str, path: str, harm: str, region: Region) -> None:
    answer = send(region, method, path, BODIES[harm])

    assert answer.status_code in {400, 422}, answer.content[:300]
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
@pytest.mark.parametrize(("method", "path"), WRITES)
def test_another_kind_of_body_is_named(method: str, path: str, kind: str, region: Region) -> None:
    answer = send(region, method, path, b'{"title": "x"}', kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize(
    "query", ["prefectrue=x", "cursor=%00", "limit=1e9", "q=%00", "q=%ED%A0%80", "changed_since=x"]
)
def test_a_harmful_question_is_no_failure(path: str, query: str, region: Region) -> None:
    answer = Client(headers={"authorization": f"Bearer {region.token_for(path)}"}).get(f"{path}?{query}")

    assert answer.status_code in {200, 403, 404, 422}
    assert answer.status_code != 200 or query == "q=%ED%A0%80"


def test_a_body_too_large_is_refused_before_it_is_read(region: Region) -> None:
    answer = send(region, "post", "/api/v1/own/needs", b'{"title": "' + b"x" * 3_000_000 + b'"}')

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize(
    "since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-23T10:00:00+09:00"]
)
@pytest.mark.parametrize("path", ["/api/v1/needs", "/api/v1/projects", "/api/v1/cases"])
def test_the_ends_of_the_calendar_are_times_like_others(path: str, since: str, region: Region) -> None:
    answer = Client().get(path, {"changed_since": since})

    assert answer.status_code == 200
    assert (answer.json()["total"] > 0) == (not since.startswith("9999"))
