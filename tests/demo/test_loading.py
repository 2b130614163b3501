"""The demo region is loaded through the actions people use, and leaves nothing behind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.conftest import RUNTIME_ROLE, _take_on
from yui.demo.written import Written
from yui.kernel.identity.models import Organisation, Person
from yui.kernel.jobs.models import Job
from yui.kernel.tenancy import acting_for
from yui.solving.finding.opening import index_of_words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def _rows(label: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {apps.get_model(label)._meta.db_table}")
        return int(cursor.fetchone()[0])


def _public(label: str) -> int:
    model: Any = apps.get_model(label)
    with acting_for(None):
        return int(model.published.count())


def test_the_region_is_loaded_shown_and_removed_without_a_trace(client: Client) -> None:
    call_command("demo", "load", verbosity=0)

    assert (_public("needs.Need"), _public("solutions.Service"), _public("casebook.Case")) >= (38, 60, 40)
    assert _public("projects.Project") >= 12
    page = client.get("/search/", {"q": "防災無線が聞こえない"}).content.decode()
    assert "雨の夜でも、防災無線の中身が家の中で分かるようにしたい" in page
    assert "大雨の夜、黒電話で届いた避難の知らせ" in page
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
