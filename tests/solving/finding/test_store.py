"""Where the index lives: a folder, or the installation's PostgreSQL with the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

from yui.engines.search import Document, Query, SearchIndex
from yui.engines.search.backends.embedded import FolderStore
from yui.engines.search.backends.postgres import PostgresStore
from yui.kernel.jobs import run_pending
from yui.solving import finding
from yui.solving.finding import jobs, opening, sources
from yui.solving.finding.models import SearchBlock
from yui.solving.finding.models import SearchIndex as KeptIndex

FAQ = Path(__file__).parents[2] / "engines" / "search" / "data" / "municipal_faq.tsv"


def corpus() -> tuple[dict[int, Document], list[str]]:
    """Questions and answers of a town, and what residents ask."""
    lines = [line.split("\t") for line in FAQ.read_text("utf-8").splitlines() if not line.startswith("#")]
    documents = {
        number: Document(f"faq:{number}", "faq", {"title": title, "body": body})
        for number, (title, body, _) in enumerate(lines)
    }
    return documents, [text for _, _, asked in lines for text in asked.split("｜")]


def opened_anew() -> None:
    """As another process would find it."""
    opening.index.cache_clear()
    opening.index_of_words.cache_clear()


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> dict[int, Document]:
    """The public records of the one source there is; taking one out withdraws it."""
    public, _ = corpus()

    def documents(pks: Iterable[int]) -> list[Document]:
        return [public[pk] for pk in pks if pk in public]

    monkeypatch.setattr(sources, "_sources", {})
    source = finding.Source(
        kind="faq", label="問い", documents=documents, pks=lambda: sorted(public), cards=lambda _: {}
    )
    finding.register(source)
    return public


@pytest.fixture
def in_postgresql(settings: object, tmp_path: Path) -> Iterator[None]:
    """The installation says that its index lives in PostgreSQL."""
    settings.YUI_SEARCH_STORE, settings.YUI_HOME, settings.YUI_ENCODER = "postgresql", tmp_path, False  # type: ignore[attr-defined]
    opened_anew()
    yield
    opened_anew()


on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="the tests run on SQLite here")


def answers(index: SearchIndex, text: str) -> list[tuple[str, float]]:
    return [(hit.id, hit.score) for hit in index.search(Query(text)).hits]


def test_the_index_is_a_folder_unless_an_operator_says_otherwise() -> None:
    assert isinstance(opening._store(), FolderStore)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="the tests run on PostgreSQL here")
@pytest.mark.usefixtures("in_postgresql")
def test_an_index_in_postgresql_without_postgresql_is_refused_at_once() -> None:
    with pytest.raises(ImproperlyConfigured, match="YUI_DATABASE_URL"):
        opening.index()


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_postgresql")
def test_both_stores_give_the_same_answers(public: dict[int, Document], tmp_path: Path) -> None:
    folder = SearchIndex.open(tmp_path / "folder")
    folder.put(public.values())

    jobs.reindex()

    opened_anew()
    assert isinstance(opening.index().store, PostgresStore)
    for text in corpus()[1]:
        expected, found = answers(folder, text), answers(opening.index(), text)
        assert [name for name, _ in found] == [name for name, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-6)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_postgresql")
def test_a_record_touched_and_withdrawn_is_followed_in_the_database(public: dict[int, Document]) -> None:
    assert jobs.reindex_words() == len(public)
    asked = public[3].fields["title"]
    assert answers(opening.index(), asked)[0][0] == "faq:3"

    del public[3]
    with transaction.atomic():
        finding.touch("faq", 3)
    run_pending()

    opened_anew()
    assert "faq:3" not in [name for name, _ in answers(opening.index(), asked)]
    assert len(opening.index()) == len(public)


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_postgresql")
def test_blocks_that_no_manifest_needs_are_dropped(public: dict[int, Document]) -> None:
    jobs.reindex_words()
    jobs.reindex_words()

    kept = KeptIndex.objects.get(name=opening.NAME)

    names = {entry.name for entry in opening.index().snapshot().manifest.segments}
    assert set(SearchBlock.objects.values_list("name", flat=True)) == names
    assert kept.version == opening.index().snapshot().manifest.version
