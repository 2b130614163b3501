"""The demo region is loaded through the actions people use, and leaves nothing behind."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings

from tests.conftest import RUNTIME_ROLE, _take_on
from tests.english import in_english, nobody_wrote, pages, written_by_people
from yui.demo.loading import all as everything
from yui.demo.loading import candidates
from yui.demo.loading.known import Known
from yui.demo.management.commands import demo
from yui.demo.written import Written
from yui.kernel.identity.models import Organisation, Person
from yui.kernel.jobs.models import Job
from yui.kernel.tenancy import acting_for
from yui.solving.finding import opening
from yui.solving.finding.opening import index_of_words
from yui.solving.matching.queries import funnel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path) -> Iterator[None]:
    """Each test fills an index of its own."""
    with override_settings(YUI_HOME=tmp_path):
        _forget_index()
        yield
    _forget_index()


def _forget_index() -> None:
    opening.index.cache_clear()
    opening.index_of_words.cache_clear()


def _rows(label: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {apps.get_model(label)._meta.db_table}")
        return int(cursor.fetchone()[0])


def _public(label: str) -> int:
    model: Any = apps.get_model(label)
    with acting_for(None):
        return int(model.published.count())


def _the_coordinator_has_something_to_do() -> None:
    """Candidates of every kind were found by the search; every introduction that is written came from one of them."""
    made = [row for row in Written(date(2026, 11, 23)).rows("introductions") if row["state"] != "waiting"]
    candidate, introduction, group = (
        apps.get_model("matching", name) for name in ("Candidate", "Introduction", "JointGroup")
    )
    with acting_for(Organisation.published.get(kind="bureau", demo=True)):
        waiting = candidate.visible.filter(state="waiting")
        assert {one.kind for one in waiting} == {"service", "case", "need"}
        assert waiting.order_by().values("need_id").distinct().count() >= 20
        assert all(one.parts and one.reasons for one in candidate.visible.filter(state="introduced"))
        assert introduction.objects.count() == len(made)
        assert group.objects.filter(state="confirmed").count() >= 6
    with acting_for(None):
        reached = dict(funnel().stages)
    assert reached["needs"] >= reached["with_candidates"] >= 35
    assert reached["with_candidates"] >= reached["introduced"] >= reached["agreed"] >= 5


def _pages_in_english_are_english() -> None:
    """But for what people wrote: all kinds of units, prices, figures and names stand on the pages of the region."""
    _take_on(None)  # to read what everybody wrote, whoever may
    written = written_by_people()
    _take_on(RUNTIME_ROLE)
    met = {address: nobody_wrote(html, written) for address, html in pages(in_english(Client()), "/", each=3)}
    assert "\n".join(f"{address}: {ours}" for address, ours in met.items() if ours) == ""
    assert len(met) > 100


def test_what_cannot_be_loaded_leaves_nothing_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_known: Known) -> None:
        candidates.reindex_words()
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(everything, "STEPS", (*everything.STEPS[:2], ("つまずく", stumble)))
    said = io.StringIO()

    with pytest.raises(RuntimeError):
        call_command("demo", "load", stdout=io.StringIO(), stderr=said)

    assert (Organisation.published.count(), len(index_of_words())) == (0, 0)
    assert "もう一度 ./yui demo load" in said.getvalue()


def test_a_region_whose_search_was_not_made_gets_it_by_loading_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble() -> int:
        raise OSError("no space left on device")

    monkeypatch.setattr(everything, "STEPS", everything.STEPS[:2])
    with monkeypatch.context() as broken:
        broken.setattr(demo, "reindex_words", stumble)
        with pytest.raises(CommandError, match=r"もう一度 \./yui demo load"):
            call_command("demo", "load", stdout=io.StringIO())
    loaded = Organisation.published.count()

    call_command("demo", "load", stdout=io.StringIO())

    assert Organisation.published.count() == loaded > 0
    assert len(index_of_words()) == _public("solutions.Service") > 0


def test_the_region_is_loaded_shown_and_removed_without_a_trace(client: Client) -> None:
    call_command("demo", "load", verbosity=0)

    assert (_public("needs.Need"), _public("solutions.Service"), _public("casebook.Case")) >= (38, 60, 40)
    assert _public("projects.Project") >= 12
    _the_coordinator_has_something_to_do()
    page = client.get("/search/", {"q": "防災無線が聞こえない"}).content.decode()
    assert "雨の夜でも、防災無線の中身が家の中で分かるようにしたい" in page
    assert "大雨の夜、黒電話で届いた避難の知らせ" in page
    _pages_in_english_are_english()
    assert client.post("/account/login/", {"login": "tachibana@vill-kirigasawa.example.jp",
                                           "password": "yui-no-otameshi"}).status_code == 302  # fmt: skip
    assert client.get("/desk/").status_code == 200

    Job.objects.all().delete()
    _take_on(None)  # removing lifts the guard of the audit, which only the owner of the tables may
    call_command("demo", "remove", verbosity=0)
    _take_on(RUNTIME_ROLE)

    assert Organisation.published.count() == 0
    assert Person.objects.count() == 0
    assert len(index_of_words()) == 0
    _take_on(None)
    assert [label for label in ("needs.Need", "audit.Entry", "matching.Introduction") if _rows(label)] == []


def test_the_story_ends_today_whatever_the_day() -> None:
    for today in (date(2026, 11, 23), date(2028, 2, 29), date(2030, 1, 1)):
        needs = Written(today).rows("needs")
        assert max(row["confirmed_on"] for row in needs) <= today
        assert all(row["fiscal_year"] >= today.year - 2 for row in needs)
