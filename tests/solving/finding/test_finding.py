from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.engines.search.conftest import PairEncoder
from yui.engines.search import Confidence, Document, Query, SearchIndex
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


@pytest.mark.parametrize(
    ("asked", "ref", "said"), [("雪かき", "r1", "除雪"), ("マップ", "r1", "地図"), ("書籍", "r2", "本")]
)
def test_a_word_said_otherwise_is_shown_as_such(asked: str, ref: str, said: str) -> None:
    jobs.reindex()

    hit = finding.find(asked).hits[0]

    assert (hit.card.ref, hit.synonyms) == (ref, ((asked, said),))


def test_a_word_that_stands_there_is_shown_as_it_is_written() -> None:
    jobs.reindex()

    hit = next(hit for hit in finding.find("駐輪所").hits if hit.card.ref == "r3")

    assert (hit.words, hit.synonyms) == (("駐輪",), ())


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

    found = finding.find(text)

    assert found.total == len(found.hits) <= len(TEXTS)
    assert finding.find("図書館").hits[0].card.ref == "r2"


class Meanwhile(PairEncoder):
    """An encoder that takes its time: before it answers, what is waiting in `happens` happens."""

    def __init__(self) -> None:
        super().__init__()
        self.happens: list[Callable[[], object]] = []

    def passages(self, texts: Any) -> Any:
        if self.happens:
            self.happens.pop(0)()
        return super().passages(texts)


@pytest.fixture
def meanwhile(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """The encoder of the worker under test; other workers keep the same index."""
    encoder = Meanwhile()
    slow = SearchIndex(index.store, encoder=encoder)
    monkeypatch.setattr(jobs, "index", lambda: slow)
    return encoder


@pytest.fixture
def another_worker(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Follows a record from beginning to end, at once."""

    def follow(pk: int) -> None:
        with monkeypatch.context() as there:
            there.setattr(jobs, "index", lambda: index)
            jobs.follow(kind="thing", pk=pk)

    return follow


def kept(index: SearchIndex) -> list[str]:
    return sorted(document.id for document in index.documents())


def test_a_record_withdrawn_while_it_is_put_in_does_not_come_back(
    index: SearchIndex, public: set[int], meanwhile: Meanwhile, another_worker: Callable[[int], None]
) -> None:
    meanwhile.happens = [lambda: (public.discard(1), another_worker(1))]

    jobs.follow(kind="thing", pk=1)

    assert meanwhile.happens == []
    assert kept(index) == []


def test_a_record_published_while_it_is_taken_out_stays(
    index: SearchIndex, public: set[int], another_worker: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    public.discard(1)
    plainly = SearchIndex.remove

    def late(self: SearchIndex, ids: Iterable[str]) -> int:
        public.add(1)
        another_worker(1)
        return plainly(self, ids)

    monkeypatch.setattr(SearchIndex, "remove", late)
    jobs.follow(kind="thing", pk=1)

    assert kept(index) == ["thing:1"]


def test_a_record_that_never_comes_to_rest_is_tried_again_later(
    public: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SearchIndex, "put", lambda self, documents: public.symmetric_difference_update({1}))
    monkeypatch.setattr(SearchIndex, "remove", lambda self, ids: public.symmetric_difference_update({1}))

    with pytest.raises(RuntimeError, match="thing:1"):
        jobs.follow(kind="thing", pk=1)


def test_what_changes_while_the_whole_index_is_made_anew_is_neither_lost_nor_brought_back(
    index: SearchIndex, public: set[int], meanwhile: Meanwhile, another_worker: Callable[[int], None]
) -> None:
    public.discard(3)
    another_worker(1)

    def changes() -> None:
        public.discard(1)
        public.add(3)
        another_worker(1)
        another_worker(3)

    meanwhile.happens = [changes]
    jobs.reindex()

    assert meanwhile.happens == []
    assert kept(index) == ["thing:2", "thing:3"]
    found = jobs.index().search(Query(TEXTS[3][0])).hits[0]
    assert (found.id, found.parts["meaning.title"] > 0) == ("thing:3", True)


@pytest.mark.parametrize(("before", "closed"), [(None, True), ("in use", False)])
def test_warming_leaves_no_connection_open_that_nobody_needs(
    monkeypatch: pytest.MonkeyPatch, before: str | None, closed: bool
) -> None:
    happened = []
    connection = SimpleNamespace(connection=before, close=lambda: happened.append("closed"))
    monkeypatch.setattr(opening, "connection", connection)
    monkeypatch.setattr(opening, "index", lambda: SimpleNamespace(warm=lambda: happened.append("warm")))

    opening.warm()

    assert happened == ["warm", "closed"][: 1 + closed]
