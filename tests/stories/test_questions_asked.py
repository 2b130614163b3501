"""How many questions a page asks the database: a number that more records do not change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.solving.needs import making as needs
from tests.solving.projects import making as projects
from tests.solving.solutions import making as services
from yui.kernel.access import Role
from yui.solving.finding import opening
from yui.solving.finding.jobs import reindex_words

pytestmark = pytest.mark.django_db

# What one request may ask: what the page itself asks, and with a sign-in who it is (2; with PostgreSQL's session 3).
PUBLIC_PAGES = {
    "/": 5,
    "/search/?q=防災": 6,
    "/fields/recovery/": 8,
    "/needs/": 6,
    "/needs/{need}/": 12,
    "/services/": 7,
    "/services/{service}": 5,
    "/projects/": 12,
}
DESK_PAGES = {"/desk/": 19, "/desk/needs/": 9, "/desk/troubles/": 9}


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[None]:
    with override_settings(YUI_HOME=tmp_path):
        opening.index.cache_clear()
        opening.index_of_words.cache_clear()
        cache.clear()
        yield
    opening.index.cache_clear()
    opening.index_of_words.cache_clear()


def region(number: int, made: dict[str, str]) -> dict[str, str]:
    """So many more of everything that lists show; addresses of one of each."""
    town = make.town()
    for each in range(number):
        made["need"] = needs.published(town, title=f"防災無線が聞こえない{len(made)}{each}").ref
        needs.submitted(town, title=f"防災の地図{len(made)}{each}")
        needs.told(town, address=f"203.0.113.{len(made)}{each}")
        made["service"] = services.published(name=f"ことづて電話{len(made)}{each}").ref
        projects.published(make.manager(town), f"防災の電話{len(made)}{each}")
    reindex_words()
    return made


def asked(client: Client, address: str) -> int:
    """The questions of a request whose answers nobody has asked for a moment before."""
    client.get(address)
    with CaptureQueriesContext(connection) as questions:
        assert client.get(address).status_code == 200
    return len([query for query in questions if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_public_pages_ask_the_same_however_much_there_is(client: Client) -> None:
    made = region(2, {})
    few = {page: asked(client, page.format(**made)) for page in PUBLIC_PAGES}
    made = region(6, made)
    many = {page: asked(client, page.format(**made)) for page in PUBLIC_PAGES}

    assert many == few
    assert {page: number for page, number in many.items() if number > PUBLIC_PAGES[page]} == {}


def test_the_desk_asks_the_same_however_much_waits(client: Client) -> None:
    made = region(2, {})
    client.force_login(make.member(make.town(), Role.OFFICIAL, Role.MANAGER, email="head@example.jp").person)
    few = {page: asked(client, page) for page in DESK_PAGES}
    region(6, made)
    many = {page: asked(client, page) for page in DESK_PAGES}

    assert many == few
    assert {page: number for page, number in many.items() if number > DESK_PAGES[page]} == {}
