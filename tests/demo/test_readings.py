"""The fictional names are read as they are meant: with furigana a page says つきしろけん, not さかやきけん."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.conftest import RUNTIME_ROLE, _take_on
from tests.demo.written import NEIGHBOURS, ORGANISATIONS, PEOPLE, READINGS, REGION, TABLES, TOWNS
from yui.demo.loading import all as everything
from yui.demo.loading import readings, region
from yui.engines.readings import Reader
from yui.kernel.access import Actor
from yui.kernel.web import clock
from yui.kernel.web.furigana import annotate
from yui.sites.cloud import reading_aloud
from yui.sites.cloud.actions import change_reading, correct_reading
from yui.sites.cloud.models import Reading
from yui.sites.cloud.permissions import Permission
from yui.sites.cloud.rules import as_kept, by_word, tells_reading

NAMED = [*TOWNS, *NEIGHBOURS, REGION["bureau"], *ORGANISATIONS]
PUT_RIGHT = {row["word"]: row["kana"] for row in READINGS}


@cache
def reader(*, put_right: bool) -> Reader:
    """The reader of an installation that holds the region, with its readings or without them."""
    names = {row["name"]: by_word(row["kana"]) for row in NAMED if tells_reading(row["name"], as_kept(row["kana"]))}
    return Reader(names | (PUT_RIGHT if put_right else {}))


def aloud(text: str, *, put_right: bool = True) -> str:
    """A text in hiragana, as its furigana say it."""
    return as_kept("".join(kana or letters for letters, kana in reader(put_right=put_right)(text)))


def texts(value: Any) -> Iterator[str]:
    """Every text of the region."""
    match value:
        case str():
            yield value
        case dict() | list():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from texts(inner)


@pytest.mark.parametrize("row", [*NAMED, *PEOPLE, REGION["prefecture"]], ids=lambda row: row["name"])
def test_a_name_is_read_as_its_kana_say(row: dict[str, Any]) -> None:
    assert aloud(row["name"]) == as_kept(row["kana"])


@pytest.mark.parametrize("row", [*TOWNS, *NEIGHBOURS], ids=lambda row: row["name"])
def test_a_town_without_its_last_letter_is_read_so_in_every_text(row: dict[str, Any]) -> None:
    name, kana = row["name"][:-1], re.sub("(し|ちょう|まち|むら)$", "", row["kana"])

    misread = [text for text in texts(TABLES) if text.count(name) > aloud(text).count(kana)]

    assert misread == []


@pytest.mark.parametrize("row", READINGS, ids=lambda row: row["word"])
def test_a_reading_is_written_only_for_a_name_that_is_read_otherwise(row: dict[str, str]) -> None:
    assert any(row["word"] in text for text in texts(TABLES))
    assert aloud(row["word"], put_right=False) != as_kept(row["kana"])


@pytest.fixture
def operator() -> Actor:
    return Actor.system(permissions=frozenset({str(Permission.CORRECT_READINGS)}))


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Any]:
    """Loads the organisations of the region and the readings of its names."""
    monkeypatch.setattr(everything, "STEPS", (("団体", region.load), ("よみがな", readings.load)))
    with override_settings(YUI_HOME=tmp_path):
        yield lambda: call_command("demo", "load", stdout=io.StringIO())
    reading_aloud.look_again()


def remove() -> None:
    _take_on(None)  # removing lifts the guard of the audit, which only the owner of the tables may
    call_command("demo", "remove", stdout=io.StringIO())
    _take_on(RUNTIME_ROLE)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_readings_come_with_the_region_and_go_with_it(load: Any) -> None:
    load()
    reading_aloud.look_again()
    with_region = annotate("<p>月代県の町</p>")

    remove()
    reading_aloud.look_again()

    assert "<rt>つきしろけん</rt>" in with_region
    assert Reading.objects.count() == 0
    assert "つきしろけん" not in annotate("<p>月代県の町</p>")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_an_operator_put_right_is_neither_overwritten_nor_removed(load: Any, operator: Actor) -> None:
    at = clock.now()
    correct_reading(word="城谷", kana="きたに", by=operator, at=at)
    load()
    changed = Reading.objects.get(word="弁天崎")
    change_reading(reading=changed, word="弁天崎", kana="べんてんさき", by=operator, at=at + timedelta(hours=1))

    remove()

    assert set(Reading.objects.values_list("word", "kana")) == {("城谷", "きたに"), ("弁天崎", "べんてんさき")}
