"""Every page tells the browser to run nothing of others, to guess nothing, to be framed by nobody."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.hostile.crawl import Seen
from tests.hostile.region import Region

pytestmark = pytest.mark.django_db


def missing(answer: HttpResponse) -> list[str]:
    """What a browser is not told."""
    policy = {
        part.split()[0]: part.split()[1:]
        for part in answer.headers.get("Content-Security-Policy", "").split(";")
        if part
    }
    wrong = {
        "a policy of nothing by default": policy.get("default-src") != ["'none'"],
        "scripts of our own only": policy.get("script-src", ["'self'"]) != ["'self'"],
        "styles of our own only": policy.get("style-src", ["'self'"]) != ["'self'"],
        "no frame around": "sandbox" not in policy and policy.get("frame-ancestors") != ["'none'"],
        "forms to us only": "sandbox" not in policy and policy.get("form-action") != ["'self'"],
        "no base elsewhere": "sandbox" not in policy and policy.get("base-uri") != ["'none'"],
        "nothing inline": any("unsafe" in word for words in policy.values() for word in words),
        "no guessing": answer.headers.get("X-Content-Type-Options") != "nosniff",
        "no address told to others": answer.headers.get("Referrer-Policy") != "same-origin",
        "no window of others": answer.headers.get("Cross-Origin-Opener-Policy") != "same-origin",
    }
    return [words for words, is_wrong in wrong.items() if is_wrong]


def test_every_page_carries_the_headers(pages: list[Seen]) -> None:
    assert {str(page): told for page in pages if (told := missing(page.answer))} == {}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere", 404),
        ("get", "/needs/?q=%00", 400),
        ("get", "/desk/", 404),
        ("post", "/", 405),
        ("get", "/gallery/errors/403/", 403),
        ("get", "/healthz", 200),
        ("get", "/robots.txt", 200),
        ("get", "/favicon.ico", 302),
    ],
)
def test_so_do_answers_that_are_no_page(method: str, address: str, status: int) -> None:
    answer = getattr(Client(), method)(address)

    assert answer.status_code == status
    assert missing(answer) == []


def test_cookies_are_for_the_server_and_for_our_pages_only(region: Region) -> None:
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": region.people["official"], "password": "correct horse battery"})
    client.get("/preferences/?language=en")

    cookies = {morsel.key: morsel for morsel in client.cookies.values()}

    assert {"sessionid", "csrftoken", "yui_view"} <= set(cookies)
    assert [name for name, cookie in cookies.items() if not cookie["httponly"] or cookie["samesite"] != "Lax"] == []


def test_what_was_read_while_signed_in_is_not_kept_for_the_next_reader(pages: list[Seen]) -> None:
    shared = [
        str(page)
        for page in pages
        if page.who != "guest"
        and not page.address.startswith("/api/")
        and "public" in page.answer.headers.get("Cache-Control", "")
    ]

    assert shared == []
