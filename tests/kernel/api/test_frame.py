"""Around every operation: methods that HTTP knows, other pages that may read, parameters nobody knows, versions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import pytest
from django.http import Http404, HttpRequest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pydantic import StringConstraints, TypeAdapter, ValidationError

from tests import factories as make
from yui.kernel.api.application import the_document
from yui.kernel.api.models import Token
from yui.kernel.api.promises import promises_of
from yui.kernel.api.reading import sections
from yui.kernel.api.texts import READABLE, Day, Moment, StrictParser
from yui.kernel.api.versions import ChangedMeanwhile, etag_of, unchanged
from yui.kernel.tenancy import acting_for
from yui.values.text import ProblemKind, problems_of

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations"
Readable = Annotated[str, StringConstraints(pattern=READABLE)]


def test_to_head_only_the_headers_are_sent(client: Client) -> None:
    make.town()
    whole, headers = client.get(LIST), client.head(LIST)

    assert (headers.status_code, headers.content) == (200, b"")
    assert headers["ETag"] == whole["ETag"]


def test_a_browser_is_told_that_other_pages_may_read_and_no_more(client: Client) -> None:
    asked = client.options(LIST, headers={"origin": "https://example.jp", "access-control-request-method": "GET"})

    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "authorization" not in asked["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in client.get(LIST)


@pytest.mark.parametrize("path", ["/api/v1/own/needs", LIST, "/api/v1/search"])
def test_what_may_be_asked_is_what_the_document_says(client: Client, path: str) -> None:
    said = {method.upper() for method in the_document()["paths"][path]}

    assert set(client.options(path)["Allow"].split(", ")) == said | {"HEAD", "OPTIONS"}


@pytest.mark.parametrize("name", ["prefectrue", "Limit", "page", "<script>", "結"])
def test_a_parameter_nobody_knows_is_named_with_those_that_are(client: Client, name: str) -> None:
    answer = client.get(LIST, {name: "x"})

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-parameter")
    assert answer.json()["errors"][0]["field"] == f"query.{name}"
    assert "prefecture" in answer.json()["errors"][0]["detail"]


def test_what_the_document_promises_is_found_by_route() -> None:
    promises = promises_of(the_document(), "/api/v1/")

    assert promises["organisations"]["GET"].parameters == {"kind", "prefecture", "name", "cursor", "limit"}
    assert promises["own/needs/<ref>"]["PATCH"].takes_json
    assert not promises["own/needs/<ref>/submit"]["POST"].takes_json


def test_every_operation_says_what_it_does_in_both_languages() -> None:
    for path, methods in the_document()["paths"].items():
        for method, told in methods.items():
            assert told["summary"], (method, path)
            assert not told["summary"].isascii(), (method, path)
            assert told["description"].isascii(), (method, path)


def test_every_answer_says_how_much_is_left() -> None:
    answers = [
        (int(status), set(answer.get("headers", ())))
        for methods in the_document()["paths"].values()
        for operation in methods.values()
        for status, answer in operation["responses"].items()
    ]

    assert {200, 401, 404, 422, 429, 500} <= {status for status, _ in answers}
    assert all({"RateLimit", "RateLimit-Policy"} <= headers for status, headers in answers if status != 500)


def test_every_operation_is_read_with_a_call_to_copy(client: Client) -> None:
    shown = [one for section in sections(the_document()) for one in section.operations]
    page = client.get("/api/").content.decode()

    assert len(shown) == sum(len(methods) for methods in the_document()["paths"].values())
    for one in shown:
        assert one.curl.startswith("curl ")
        assert "{" not in one.curl or "-d" in one.curl
        assert f"{one.method} {one.path}" in page
    assert page.count("<script") == page.count("nonce=") + page.count("<script src")


def test_a_call_that_writes_names_token_version_and_body() -> None:
    patch = next(
        one
        for section in sections(the_document())
        for one in section.operations
        if (one.method, one.path) == ("PATCH", "/api/v1/own/needs/{ref}")
    )

    assert '"Authorization: Bearer $TOKEN"' in patch.curl
    assert "If-Match" in patch.curl
    assert "application/json" in patch.curl


@given(day=st.dates())
def test_a_day_is_read_as_it_is_written(day: Any) -> None:
    assert TypeAdapter(Day).validate_python(day.isoformat()) == day


@given(wrong=st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.booleans(), st.none()))
def test_nothing_else_is_a_day(wrong: Any) -> None:
    if isinstance(wrong, str) and len(wrong) == 10 and wrong[4] == wrong[7] == "-":
        return
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_json(json.dumps(wrong))


@given(moment=st.datetimes(timezones=st.timezones()))
def test_a_moment_keeps_its_hour_in_every_zone(moment: datetime) -> None:
    offset = moment.utcoffset()
    if offset is None or offset.total_seconds() % 60 or not 1 < moment.year < 9999:
        return

    assert TypeAdapter(Moment).validate_python(moment.isoformat()) == moment.astimezone(UTC)


@pytest.mark.parametrize("wrong", ["2026-11-23", "2026-11-23T10:00:00", "2026-11-23 10:00", "1795395600", "x" * 5000])
def test_a_time_without_its_zone_is_none(wrong: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(wrong)


@given(text=st.text(max_size=60))
def test_what_can_be_read_is_what_the_rooms_keep(text: str) -> None:
    kinds = (ProblemKind.HALF_CHARACTER, ProblemKind.CONTROL, ProblemKind.HIDDEN)
    try:
        TypeAdapter(Readable).validate_python(text)
    except ValidationError:
        assert problems_of(text, *kinds)
    else:
        assert not problems_of(text, *kinds)


@pytest.mark.parametrize(
    ("body", "value"), [("3.0", 3), ("3.5", 3.5), ("1e3", 1000), ("9007199254740993.0", 9007199254740992.0)]
)
def test_a_whole_number_is_one_however_it_is_written(rf: Any, body: str, value: Any) -> None:
    request: HttpRequest = rf.post("/x", f'{{"n": {body}}}', content_type="application/json")

    read = StrictParser().parse_body(request)["n"]

    assert (read, type(read)) == (value, type(value))


def test_of_two_changes_from_one_version_the_second_is_refused(made: Any) -> None:
    here = make.town()
    token = made(here).token
    with acting_for(here):
        read = etag_of(Token.objects.get())
        with unchanged(Token.objects, token.ref, read) as held:
            held.revoked_at = datetime(2026, 11, 23, tzinfo=UTC)
            held.save()

        with pytest.raises(ChangedMeanwhile), unchanged(Token.objects, token.ref, read):
            raise AssertionError("it was changed meanwhile")
        with pytest.raises(Http404), unchanged(Token.objects, "2345678abc", read):
            raise AssertionError("there is none")
