from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from yui.engines.search import Confidence, Document, SearchIndex
from yui.kernel.jobs import run_pending
from yui.solving import finding
from yui.solving.finding import asking, jobs, opening, sources

TEXTS = {
    1: ("除雪車の位置を知らせる", "冬の朝、除雪車がいつ来るか住民が見られる地図です。"),
    2: ("図書館の予約", "本の予約と受け取りを電話でもできます。"),
    3: ("自転車置き場の空き", "駅前の駐輪場の空きを知らせます。"),
}


@pytest.fixture
def public() -> set[int]:
    return set(TEXTS)


@pytest.fixture(autouse=True)
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, public: set[int]) -> SearchIndex:
    """An empty index of its own, and one source whose public records are `public`."""

    def documents(pks: Iterable[int]) -> list[Document]:
        return [
            Document(
                f"thing:{pk}", "thing", dict(zip(("title", "body"), TEXTS[pk], strict=True)), {"field": ("general",)}
            )
            for pk in pks
            if pk in public
        ]

    def cards(pks: Iterable[int]) -> dict[int, finding.Card]:
        return {
            pk: finding.Card(kind="thing", pk=pk, ref=f"r{pk}", title=TEXTS[pk][0], summary="", url=f"/things/r{pk}/")
            for pk in pks
            if pk in public
        }

    made = SearchIndex.open(tmp_path)
    for module in (asking, jobs, opening):
        monkeypatch.setattr(module, "index", lambda: made)
    monkeypatch.setattr(sources, "_sources", {})
    finding.register(
        finding.Source(kind="thing", label="もの", documents=documents, pks=lambda: sorted(public), cards=cards)
    )
    return made


@pytest.mark.django_db
def test_a_touched_record_is_found_with_its_reason() -> None:
    finding.touch("thing", 1)
    run_pending()

    found = finding.find("除雪車はいつ来ますか")

    assert [hit.card.ref for hit in found.hits] == ["r1"]
    assert "除雪車" in found.hits[0].words


@pytest.mark.django_db
def test_a_record_that_is_no_longer_public_leaves_the_index(public: set[int]) -> None:
    finding.touch("thing", 1)
    run_pending()

    public.discard(1)
    finding.touch("thing", 1)
    run_pending()

    assert finding.find("除雪車").total == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_that_was_rolled_back_is_not_followed() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        finding.touch("thing", 1)
        raise ZeroDivisionError

    assert run_pending() == 0


def test_the_whole_index_can_be_made_anew() -> None:
    jobs.reindex()

    assert finding.find("予約").hits[0].card.title == "図書館の予約"
    assert finding.find("").total == 3


def test_a_word_said_otherwise_is_shown_as_such() -> None:
    jobs.reindex()

    hit = next(hit for hit in finding.find("駐輪所").hits if hit.card.ref == "r3")

    assert hit.synonyms or hit.words


def test_a_withdrawn_record_has_no_card_even_before_the_index_follows(public: set[int]) -> None:
    jobs.reindex()
    public.discard(2)

    assert [hit.card.ref for hit in finding.find("図書館の予約").hits] == []


def test_nothing_is_like_an_empty_text() -> None:
    jobs.reindex()

    assert finding.alike("", "  ") == finding.Found((), 0, {}, Confidence.NONE)


def test_a_record_is_not_offered_as_like_itself() -> None:
    jobs.reindex()

    found = finding.alike(*TEXTS[1], exclude=[("thing", 1)])

    assert "r1" not in [hit.card.ref for hit in found.hits]


@pytest.mark.parametrize("text", ["\x00", "除" * 100_000, "' OR 1=1 --", "\u202e", "\ud800"])
def test_no_text_breaks_the_search(text: Any) -> None:
    jobs.reindex()

    assert finding.find(text).total >= 0
