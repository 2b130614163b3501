"""Nobody is sent to another site by an address of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.hostile.region import Region
from tests.stories.visitor import Reading

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example",
    "//evil.example/x",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "https:evil.example",
    "http://testserver@evil.example",
    "http://testserver.evil.example",
    "%2F%2Fevil.example",
    "https%3A%2F%2Fevil.example",
    "/x\r\nLocation: https://evil.example",
    "。evil.example",
    "@evil.example",
]


def leaves(location: str) -> bool:
    """Whether a browser would leave our site: it drops tabs and line breaks, and reads a backslash as a slash."""
    read = "".join(letter for letter in location if letter > " ").replace("\\", "/")
    parts = urlsplit(read)
    return bool(
        parts.scheme not in {"", "http"} or (parts.netloc and parts.netloc != "testserver") or read.startswith("//")
    )


def signing_in(region: Region, wanted: str) -> Any:
    told = {"login": region.people["official"], "password": "correct horse battery", "next": wanted}
    return Client().post("/account/login/", told)


def signing_in_by_query(region: Region, wanted: str) -> Any:
    told = {"login": region.people["official"], "password": "correct horse battery"}
    return Client().post(f"/account/login/?next={quote(wanted)}", told)


def visiting_while_signed_in(region: Region, wanted: str) -> Any:
    return region.client("official").get("/account/login/", {"next": wanted})


def signing_out(region: Region, wanted: str) -> Any:
    return region.client("resident").post("/account/logout/", {"next": wanted})


def proving_oneself(region: Region, wanted: str) -> Any:
    cache.clear()  # one proves oneself a few times a minute only
    told = {"password": "correct horse battery", "next": wanted}
    return region.client("official").post("/account/reauthenticate/", told)


def choosing_a_language(_region: Region, wanted: str) -> Any:
    return Client().get("/preferences/", {"language": "en", "next": wanted})


def choosing_a_text_size(_region: Region, wanted: str) -> Any:
    return Client().post("/preferences/", {"text_size": "large", "next": wanted})


def acting_for_another(region: Region, wanted: str) -> Any:
    client = region.client("official")
    ref = client.get("/account/profile/").wsgi_request.membership.ref
    return client.post("/account/acting", {"membership": ref, "next": wanted})


WAYS: list[Callable[[Region, str], Any]] = [
    signing_in,
    signing_in_by_query,
    visiting_while_signed_in,
    signing_out,
    proving_oneself,
    choosing_a_language,
    choosing_a_text_size,
    acting_for_another,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_one_stays_on_our_site(way: Callable[[Region, str], Any], region: Region) -> None:
    sent = {wanted: way(region, wanted) for wanted in ELSEWHERE}

    assert {answer.status_code for answer in sent.values()} == {302}
    assert {wanted: answer["Location"] for wanted, answer in sent.items() if leaves(answer["Location"])} == {}


@pytest.mark.parametrize(
    "way", [way for way in WAYS if way is not visiting_while_signed_in], ids=lambda way: way.__name__
)
def test_one_goes_on_within_our_site(way: Callable[[Region, str], Any], region: Region) -> None:
    assert way(region, "/needs/?q=x")["Location"] == "/needs/?q=x"


@pytest.mark.parametrize(
    "page", ["/account/login/", "/account/signup/", "/account/password/reset/", "/nowhere", "/preferences/"]
)
def test_no_link_and_no_form_of_a_page_leads_where_its_address_says(page: str) -> None:
    for wanted in ELSEWHERE:
        answer = Client(headers={"referer": "https://evil.example/"}).get(
            page, {"next": wanted, "back": wanted, "url": wanted}
        )
        read = Reading(answer.content.decode())
        led = [href for _words, href in read.links] + [form.action for form in read.forms]

        assert [href for href in led if leaves(href)] == []


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example", "x y", ""])
def test_a_letter_names_our_own_site_whatever_host_was_asked_for(host: str, region: Region) -> None:
    told = {"email": region.people["resident"]}
    headers = {"host": host} if host else {"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}

    answer = Client(headers=headers).post("/account/password/reset/", told)

    assert answer.status_code == (400 if host else 302)
    assert all("evil.example" not in letter.body for letter in mail.outbox)
    assert len(mail.outbox) == (0 if host else 1)
