"""A form that another site sends in a reader's name is refused everywhere; looking never changes anything."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conventions.addresses import Page, pages
from tests.hostile.crawl import Seen, Sheet, watching
from tests.hostile.region import Region

pytestmark = pytest.mark.django_db

SENTENCE = "もう一度送ってください"
WRITTEN_WHILE_LOOKING = {"django_session", "usersessions_usersession", "yui_cache"}
"""Tables that know of a visit; nothing that anybody has said stands in them."""


def strict(region: Region, who: str) -> Client:
    client = region.client(who)
    client.handler.enforce_csrf_checks = True
    return client


def every_view() -> list[tuple[str, Any]]:
    def walk(patterns: list[Any], before: str = "") -> Any:
        for item in patterns:
            if isinstance(item, URLResolver):
                yield from walk(item.url_patterns, before + str(item.pattern))
            elif isinstance(item, URLPattern):
                yield before + str(item.pattern), item.callback

    return list(walk(get_resolver().url_patterns))


def test_no_page_is_exempt_and_the_api_takes_tokens_instead() -> None:
    exempt = {address for address, view in every_view() if getattr(view, "csrf_exempt", False)}

    assert {address for address in exempt if not address.startswith("api/v1/")} == set()


@pytest.mark.parametrize("page", [page for page in pages() if page.by_route], ids=str)
def test_a_form_without_its_token_is_refused_at_every_address(page: Page) -> None:
    answer = Client(enforce_csrf_checks=True).post(page.path, {"secret": "ひみつ"})

    assert answer.status_code == 403
    assert SENTENCE in answer.content.decode()
    assert "ひみつ" not in answer.content.decode()


def test_so_is_every_form_of_those_who_have_signed_in(region: Region, sheets: list[Sheet]) -> None:
    cache.clear()
    posted = [sheet for sheet in sheets if sheet.form.method == "post"]
    missing = [str(sheet) for sheet in posted if not any(box.name == "csrfmiddlewaretoken" for box in sheet.form.boxes)]
    answers = {str(sheet): strict(region, sheet.who).post(sheet.target, {"x": "x"}).status_code for sheet in posted}

    assert missing == []
    assert {sheet: status for sheet, status in answers.items() if status != 403} == {}


@pytest.mark.parametrize("token", ["", "x" * 64, "0" * 32, "é" * 64, "x" * 100_000])
def test_a_token_made_up_is_none(token: str, region: Region) -> None:
    answer = strict(region, "official").post("/account/profile/", {"name": "x", "csrfmiddlewaretoken": token})

    assert answer.status_code == 403
    assert SENTENCE in answer.content.decode()


@pytest.mark.parametrize("header", [{"origin": "https://evil.example"}, {"origin": "null"}])
def test_a_form_that_stands_on_another_site_is_refused_even_with_a_token(
    header: dict[str, str], region: Region
) -> None:
    client = strict(region, "official")
    client.get("/account/profile/")
    token = client.cookies["csrftoken"].value

    assert client.post("/account/profile/", {"csrfmiddlewaretoken": token}, headers=header).status_code == 403
    assert client.post("/account/profile/", {"csrfmiddlewaretoken": token}).status_code == 422


def test_looking_changes_nothing(walked: tuple[list[Seen], list[Sheet]]) -> None:
    seen = {f"{page}: {table}" for page in walked[0] for table in page.written - WRITTEN_WHILE_LOOKING}

    assert seen == set()


def test_opening_the_address_of_a_button_changes_nothing(region: Region, sheets: list[Sheet]) -> None:
    wrong = []
    for sheet in sheets:
        if sheet.form.method != "post":
            continue
        with transaction.atomic():
            client, written = region.client(sheet.who), set[str]()
            with connection.execute_wrapper(watching(written)):
                answer = client.get(sheet.target, sheet.filled("x"))
            if answer.status_code not in {200, 302, 404, 405} or written - WRITTEN_WHILE_LOOKING:
                wrong.append(f"{sheet}: {answer.status_code} {written}")
            transaction.set_rollback(True)

    assert not wrong, "\n".join(wrong)
