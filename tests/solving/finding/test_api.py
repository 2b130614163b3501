"""The one search, for programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories as make
from tests.solving.needs import making as needs
from tests.solving.solutions import making as services
from yui.kernel.jobs import run_pending
from yui.solving.finding import opening

pytestmark = pytest.mark.django_db

SEARCH = "/api/v1/search"


@pytest.fixture(autouse=True)
def _region(tmp_path: Path, settings: Any) -> Any:
    cache.clear()
    settings.YUI_HOME = tmp_path
    opening.index.cache_clear()
    needs.published()
    needs.published(make.town("潮見浦町"), title="海の水温を知りたい", field="industry", present="養殖の水温を測る。")
    services.published()
    run_pending()
    yield
    opening.index.cache_clear()


def test_needs_and_services_answer_a_question_each_with_its_reason(client: Client) -> None:
    found = client.get(SEARCH, {"q": "固定電話に声で知らせる"}).json()

    assert {"need", "service"} <= {item["kind"] for item in found["items"]}
    assert found["total"] >= 2
    assert any(item["words"] for item in found["items"])
    assert found["items"] == sorted(found["items"], key=lambda item: -item["score"])


def test_a_question_is_narrowed_by_kind_and_facet(client: Client) -> None:
    kinds = client.get(SEARCH, {"q": "電話", "kind": "service"}).json()["items"]
    fields = client.get(SEARCH, {"q": "水温", "field": "industry"}).json()

    assert {item["kind"] for item in kinds} == {"service"}
    assert [item["title"] for item in fields["items"]] == ["海の水温を知りたい"]
    assert fields["facets"]["field"]["industry"] >= 1


def test_pages_do_not_overlap(client: Client) -> None:
    whole = client.get(SEARCH, {"q": "電話", "limit": 2}).json()["items"]
    pages = [client.get(SEARCH, {"q": "電話", "limit": 1, "offset": offset}).json()["items"] for offset in (0, 1)]

    assert [[item["ref"] for item in page] for page in pages] == [[item["ref"]] for item in whole]
    assert len({item["ref"] for item in whole}) == 2


@pytest.mark.parametrize("wrong", [{}, {"q": ""}, {"q": "x", "kind": "person"}, {"q": "x", "limit": 101}])
def test_a_question_that_asks_nothing_is_refused(client: Client, wrong: dict[str, Any]) -> None:
    assert client.get(SEARCH, wrong).status_code == 422


def test_nothing_found_is_said_plainly(client: Client) -> None:
    found = client.get(SEARCH, {"q": "ｑｘｚｗ"}).json()

    assert (found["items"], found["total"], found["confidence"]) == ([], 0, "none")
