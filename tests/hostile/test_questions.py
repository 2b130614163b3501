"""Hostile words in addresses: what cannot be read is no page, the first page, or a sentence, and never a failure."""

from __future__ import annotations

import base64
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

from tests.hostile.crawl import Seen, Sheet, kind_of
from tests.hostile.region import Region
from tests.hostile.texts import MARKUP, Breakouts
from tests.stories.visitor import Reading
from yui.config.reading import plain_type, reading_utf8

pytestmark = pytest.mark.django_db
as_served = reading_utf8(WSGIHandler())

NAMES = {"q", "page", "after", "before", "field", "sort", "tab", "state", "show", "format", "town", "need", "service"}


def key(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


RAW = {
    "a NUL": "%00",
    "half of a character": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "a sign cut off": "%",
    "markup": quote(MARKUP),
    "nothing": "",
    "below zero": "-1",
    "a number beyond all": "9" * 400,
    "no number": "NaN",
    "infinite": "1e999",
    "digits of others": quote("二٣²"),
    "a path": quote("../../etc/passwd"),
    "a statement": quote("') OR 1=1; DROP TABLE needs_need; --"),
    "a pattern": quote("%_*?[(\\"),
    "marks that turn the writing": quote("\u202e\u2066"),
    "many letters": "x" * 5_000,
    "many words": "+".join(["x"] * 1_000),
    "a list": key("[]"),
    "half of a character in a key": key('["\\ud800"]'),
    "half of a character in a key of two": key('["\\ud800", 1]'),
    "a NUL in a key": key('["\\u0000", 1]'),
    "no number in a key": key("[NaN]"),
    "infinite in a key": key("[1e999]"),
    "infinite in a key of two": key("[1e999, 1e999]"),
    "a number beyond all in a key": key("[%s, 1]" % ("9" * 40)),
    "a day that is none in a key": key('["9999-99-99", 1]'),
    "the last hour of the calendar in a key": key('["9999-12-31T23:59:59-23:00", 1]'),
    "a deep nest in a key": key("[" * 100_000),
}


def asking(pages: list[Seen], sheets: list[Sheet]) -> dict[tuple[str, str], set[str]]:
    """Pages that read what stands after the question mark, by reader and path, with the names they know."""
    first = {page.kind: page for page in reversed(pages) if page.answer.status_code == 200}
    asked: dict[tuple[str, str], set[str]] = {}
    for sheet in sheets:
        if sheet.form.method == "get":
            names = {box.name for box in sheet.form.boxes}
            asked.setdefault((sheet.who, urlsplit(sheet.target).path), set()).update(names)
    for page in pages:
        for _words, href in Reading(page.html).links if page.is_html else []:
            parts = urlsplit(href if href.startswith("/") else urlsplit(page.address).path + href)
            shown = first.get(kind_of(parts.path) or "")
            if parts.query and not parts.netloc and shown is not None:
                names = {name for name, _value in parse_qsl(parts.query)}
                asked.setdefault((shown.who, urlsplit(shown.address).path), set()).update(names)
    return asked


def test_no_question_makes_a_page_fail(region: Region, pages: list[Seen], sheets: list[Sheet]) -> None:
    asked = asking(pages, sheets)
    clients = {who: region.client(who) for who in region.people}
    wrong = []
    for (who, path), names in asked.items():
        for harm, raw in RAW.items():
            answer = clients[who].get(path, QUERY_STRING="&".join(f"{name}={raw}" for name in sorted(names | NAMES)))
            html = "" if answer.streaming else answer.content.decode()
            if answer.status_code not in {200, 302, 400, 404, 422} or (path[:5] != "/api/" and Breakouts(html).found):
                wrong.append(f"{who} {path} {harm}: {answer.status_code}")

    assert not wrong, "\n".join(wrong)
    assert len(asked) > 15


@pytest.mark.parametrize(
    "address", ["/needs/%00/", "/cases/%ED%A0%80/", "/services/%FF", "/x%00", "/needs/" + "x" * 5_000 + "/"]
)
def test_a_hostile_path_is_no_page(address: str) -> None:
    answer = Client().get(address)

    assert answer.status_code in {400, 404}
    assert "<h1>" in answer.content.decode()


CHARSETS = ["utf-7", "base64", "unicode_escape", "idna", "utf-16", "undefined", "shift_jis", "x" * 20_000]
TYPES = [f"text/plain; charset={name}" for name in CHARSETS] + [
    "x; y*=zz''%80",
    "x; charset*=utf-8''base64",
    ";",
    "\xff",
]


def served(method: str, path: str, kind: str, body: bytes = b"") -> tuple[int, str]:
    """Status and page from the application as the server runs it."""
    environ = RequestFactory().generic(method, path, body).environ | {"CONTENT_TYPE": kind}
    told: list[str] = []
    for signal in (request_started, request_finished):  # a real request ends by closing the connection: the test's own
        signal.disconnect(close_old_connections)
    try:
        page = b"".join(as_served(environ, lambda status, _headers: told.append(status)))
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    return int(told[0][:3]), page.decode()


@pytest.mark.parametrize("number", range(len(TYPES)))
def test_a_charset_that_somebody_claims_is_not_believed(number: int, region: Region) -> None:
    assert served("GET", "/needs/?q=%2B2AA-&q=%5Cud800", TYPES[number])[0] == 200
    assert served("GET", "/api/v1/needs?limit=1", TYPES[number])[0] == 200


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("application/json; charset=shift_jis", "application/json"),
        ('multipart/form-data; charset=utf-7; boundary="a b"', 'multipart/form-data; boundary="a b"'),
        ("Multipart/Form-Data; BOUNDARY=----x", 'multipart/form-data; boundary="----x"'),
        ("multipart/form-data", "multipart/form-data"),
        ("", ""),
    ],
)
def test_of_a_type_is_read_what_its_reader_needs(told: str, read: str) -> None:
    assert plain_type(told) == read


@pytest.mark.parametrize(
    "value", ['"\\000aaaaaaaaaaaaaaaa"', "x" * 3_000, '"', "%00", "text_size=%00&language=\\ud800"]
)
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "yui_view", "messages"])
def test_a_hostile_cookie_is_no_cookie_of_ours(name: str, value: str) -> None:
    client = Client(headers={"cookie": f"{name}={value}"})

    assert client.get("/account/login/").status_code == 200
    assert client.get("/troubles/").status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_a_method_nobody_uses_is_no_failure(method: str, region: Region, pages: list[Seen]) -> None:
    clients = {who: region.client(who) for who in region.people}
    answers = {str(page): getattr(clients[page.who], method)(page.address).status_code for page in pages[::4]}

    assert {page: status for page, status in answers.items() if status >= 500} == {}
