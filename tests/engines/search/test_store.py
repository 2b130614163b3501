"""What both stores promise: visible at once, the same results, whole or not at all."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.engines.search.conftest import PairEncoder, service
from yui.engines.search import IndexBroken, Query, SearchIndex, snapshot, writing
from yui.engines.search.backends import postgres
from yui.engines.search.backends.embedded import MANIFEST
from yui.engines.search.backends.postgres import PostgresStore, create_tables
from yui.engines.search.blocks import BrokenBlock
from yui.engines.search.segments import Segment

Maker = Callable[..., SearchIndex]
NAMES = ["ごみ収集", "保育所の入所", "自転車置き場", "介護保険料", "図書館の本", "水道の漏水", "選挙の投票", "市営住宅"]


def ids(index: SearchIndex, text: str) -> list[str]:
    return [hit.id for hit in index.search(Query(text)).hits]


def test_what_was_put_is_found_at_once_and_by_others(make_index: Maker) -> None:
    writer, reader = make_index(), make_index()
    assert ids(reader, "保育所") == []

    writer.put([service(1, "保育所の入所")])

    assert ids(writer, "保育所") == ["1"]
    assert ids(reader, "保育所") == ["1"]


def test_a_document_put_again_replaces_the_old_one(make_index: Maker) -> None:
    index = make_index()
    index.put([service(1, "保育所の入所"), service(2, "図書館")])

    index.put([service(1, "市営住宅の募集")])

    assert ids(index, "保育所") == []
    assert ids(index, "住宅") == ["1"]
    assert len(index) == 2


def test_a_removed_document_is_gone(make_index: Maker) -> None:
    index = make_index()
    index.put([service(1, "保育所の入所"), service(2, "保育所の費用")])

    assert index.remove(["1", "unknown"]) == 1

    assert ids(make_index(), "保育所") == ["2"]
    assert index.get("1") is None


def test_of_two_documents_with_one_id_the_last_counts(make_index: Maker) -> None:
    index = make_index()

    index.put([service(1, "保育所"), service(1, "図書館")])

    assert len(index) == 1
    assert ids(index, "図書館") == ["1"]


def test_replacing_all_leaves_only_the_new(make_index: Maker) -> None:
    index = make_index()
    index.put([service(number, name) for number, name in enumerate(NAMES)])

    index.replace_all([service("x", "粗大ごみの申込み")])

    assert len(index) == 1
    assert ids(make_index(), "ごみ") == ["x"]


def test_vectors_are_kept_and_nothing_is_encoded_twice(make_index: Maker) -> None:
    encoder = PairEncoder()
    make_index(encoder=encoder).put([service(1, "保育所の入所", "四月から")])
    before = list(encoder.encoded)

    index = make_index(encoder=encoder)
    index.put([service(2, "保育所の入所", "五月から")])
    index.rebuild()

    assert encoder.encoded == [*before, "五月から"]
    assert index.search(Query("保育所の入所")).hits[0].parts["meaning.title"] != 0


def test_many_small_changes_give_the_index_of_one_large_one(make_index: Maker, tmp_path: Path) -> None:
    chance = random.Random(5)
    once = SearchIndex.open(tmp_path / "once")
    index = make_index()
    documents = {}
    for step in range(70):
        number = chance.randrange(30)
        if chance.random() < 0.2:
            index.remove([str(number)])
            documents.pop(number, None)
        else:
            documents[number] = service(number, chance.choice(NAMES), f"{chance.choice(NAMES)}について{step % 7}")
            index.put([documents[number]])
    once.put(documents.values())

    for text in (*NAMES, "保険の料金", "家を借りたい"):
        gradual, whole = index.search(Query(text)), once.search(Query(text))
        assert [hit.id for hit in gradual.hits] == [hit.id for hit in whole.hits]
        assert [hit.score for hit in gradual.hits] == pytest.approx([hit.score for hit in whole.hits], rel=1e-6)
    assert len(index.snapshot().parts) < 16


def sizes(index: SearchIndex) -> list[int]:
    return sorted((part.size for part in index.snapshot().parts), reverse=True)


def test_a_new_index_consists_of_as_few_segments_as_there_can_be(
    make_index: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 3)
    monkeypatch.setattr(writing, "LARGEST", 10)
    index = make_index()

    index.replace_all([service(number, NAMES[number % len(NAMES)]) for number in range(32)])

    assert len(sizes(index)) == 4
    assert max(sizes(index)) <= 10


def test_what_was_joined_is_joined_again_until_few_segments_are_left(
    make_index: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SMALL", 1)
    monkeypatch.setattr(writing, "LARGEST", 64)
    index = make_index()

    for number in range(70):
        index.put([service(number, NAMES[number % len(NAMES)])])

    # As in counting with four digits: 70 = 64 + 4 + 2.
    assert sizes(index) == [64, 4, 1, 1]
    assert {hit.id for hit in index.search(Query("保育所", limit=99)).hits} == {str(n) for n in range(1, 70, 8)}


def test_copies_of_a_block_that_is_gone_stay_readable_for_who_has_it_open(make_index: Maker) -> None:
    index, other = make_index(), make_index()
    index.put([service(number, name) for number, name in enumerate(NAMES)])
    before = index.snapshot()

    other.replace_all([service("x", "図書館")])

    assert before.document(0).fields["title"] == NAMES[0]
    assert len(before.postings("図書").documents) == 1


def test_a_change_that_fails_changes_nothing(make_index: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    index = make_index()
    index.put([service(1, "保育所")])
    monkeypatch.setattr(index.store, "publish", lambda manifest: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        index.put([service(1, "図書館")])

    monkeypatch.undo()
    assert ids(index, "保育所") == ["1"]
    index.put([service(2, "図書館")])
    assert ids(make_index(), "図書館") == ["2"]


def test_a_manifest_that_cannot_be_read_is_said_to_be_broken(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{}")

    with pytest.raises(IndexBroken):
        SearchIndex.open(tmp_path).search(Query("保育所"))


def test_threads_read_while_one_writes(make_index: Maker) -> None:
    index = make_index()
    index.put([service("fixed", "保育所の入所")])
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        reader = make_index()
        while not stop.is_set():
            found = ids(reader, "保育所")
            if "fixed" not in found:
                wrong.append(found)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(25):
        index.put([service(number, NAMES[number % len(NAMES)])])
    stop.set()
    for reader in readers:
        reader.join()

    assert wrong == []


def _write_forever(folder: str, ready: object) -> None:
    index = SearchIndex.open(Path(folder))
    number = 0
    while True:
        # Each change adds a pair: a reader must never see half of it.
        index.put([service(f"a{number}", f"保育所{number}"), service(f"b{number}", f"保育所{number}")])
        ready.set()  # type: ignore[attr-defined]
        number += 1


def test_a_writer_killed_at_any_moment_leaves_a_whole_index(tmp_path: Path) -> None:
    chance = random.Random(1)
    context = multiprocessing.get_context("spawn")
    for _ in range(5):
        ready = context.Event()
        writer = context.Process(target=_write_forever, args=(str(tmp_path), ready), daemon=True)
        writer.start()
        assert ready.wait(60)
        time.sleep(chance.random() * 0.2)
        assert writer.pid
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()

        index = SearchIndex.open(tmp_path)
        found = {document.id for document in index.documents()}
        assert len(found) >= 2
        assert {name[1:] for name in found if name[0] == "a"} == {name[1:] for name in found if name[0] == "b"}
        assert index.search(Query("保育所", limit=5)).total == len(found)

    index.put([service("after", "図書館")])
    assert ids(index, "図書館") == ["after"]
    assert len(list(tmp_path.glob("*.draft"))) == 0


def test_the_commonest_words_are_read_before_anybody_asks(make_index: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "REMEMBERED", 700)
    index = make_index()
    index.put([service(number, "保育所の入所") for number in range(12)])
    index.put([service("rare", "水道の漏水"), service("other", "保育所の費用")])

    index.warm()
    read = []
    monkeypatch.setattr(Segment, "read_postings", lambda segment, begin, end: read.append(begin) or (b"", b""))

    assert index.search(Query("保育所")).total == 13
    assert read == []


@pytest.fixture
def in_postgres(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostgresStore]:
    """An index in PostgreSQL whose blocks have many pieces, and the folder of its copies."""
    monkeypatch.setattr(postgres, "PIECE", 100)
    with psycopg.connect(database_url, autocommit=True) as connection:
        create_tables(connection)
        store = PostgresStore(connection, tmp_path.name, tmp_path)
        SearchIndex(store).put([service(number, name) for number, name in enumerate(NAMES)])
        yield store


def test_a_block_dropped_while_it_is_fetched_is_fetched_whole(in_postgres: PostgresStore, database_url: str) -> None:
    name = in_postgres.manifest(None).segments[0].name
    whole = b"".join(in_postgres._pieces(name))

    pieces = in_postgres._pieces(name)
    first = next(pieces)
    with psycopg.connect(database_url, autocommit=True) as writer:
        writer.execute("DELETE FROM search_block WHERE name = %s", (name,))

    assert first + b"".join(pieces) == whole
    assert len(first) == 100
    with pytest.raises(KeyError):
        in_postgres.block(name)


@pytest.mark.parametrize("kept", [0, 10, 40, -1])
def test_a_copy_cut_short_is_fetched_again(in_postgres: PostgresStore, kept: int) -> None:
    name = in_postgres.manifest(None).segments[0].name
    copy = in_postgres.cache / f"{name}.block"
    in_postgres.block(name)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:kept])

    assert ids(SearchIndex(in_postgres), "図書館") == ["4"]
    assert copy.read_bytes() == whole


def test_what_is_broken_in_the_database_is_said_to_be(in_postgres: PostgresStore) -> None:
    name = in_postgres.manifest(None).segments[0].name
    in_postgres.connection.execute("DELETE FROM search_block WHERE name = %s AND piece > 3", (name,))

    with pytest.raises(BrokenBlock):
        SearchIndex(PostgresStore(in_postgres.connection, in_postgres.name)).snapshot()
