"""One snapshot serves all threads of a process: what it remembers is right whoever comes in between."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest

from tests.engines.search.conftest import service
from yui.engines.search import SearchIndex, Settings, snapshot
from yui.engines.search import impact as impacts
from yui.engines.search.blocks import Block
from yui.engines.search.impact import Impact
from yui.engines.search.segments import Segment

DOCUMENTS = np.array([0, 1, 2], dtype=np.int32)


def titles(count: int) -> np.ndarray:
    """That many postings of a word that stands in the first field."""
    return np.full(count, 1, dtype=np.uint8)


@pytest.fixture
def impact(index: SearchIndex) -> Impact:
    """Nothing of it has been asked yet."""
    index.put([service(number, "防災無線", "夜の放送") for number in range(3)])
    return SearchIndex(index.store).snapshot().impact


def elsewhere(do: Callable[[], object]) -> None:
    """Done by another thread from beginning to end."""
    thread = threading.Thread(target=do)
    thread.start()
    thread.join()


def test_a_row_filled_by_another_thread_after_the_table_was_read_is_read_again(
    impact: Impact, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted, met = np.bincount, []

    def after_the_other(fields: np.ndarray) -> np.ndarray:
        # Zeros have been read and what is missing is about to be looked up: the other thread fills it now.
        if not met:
            met.append(True)
            elsewhere(lambda: impact.values(DOCUMENTS, titles(3)))
        return counted(fields)

    monkeypatch.setattr(impacts.np, "bincount", after_the_other)

    assert (impact.values(DOCUMENTS, titles(3)) > 0).all()
    assert met == [True]


def test_rows_are_taken_over_while_a_thread_adds_to_them(impact: Impact) -> None:
    impact.values(DOCUMENTS, titles(3))
    rows = iter(impact.rows.items())
    first = next(rows)

    elsewhere(lambda: impact.values(DOCUMENTS, titles(3) + 1))

    assert [first, *rows] == [first]
    assert {bits for _, bits in impact.rows} == {1, 2}


def test_a_snapshot_takes_over_what_the_older_one_has_computed(
    index: SearchIndex, impact: Impact, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = index.snapshot()
    expected = older.impact.values(DOCUMENTS, titles(3)).tolist()
    read = index.store.block

    def opened(name: str) -> Block:
        raise AssertionError(f"{name} is open already")

    monkeypatch.setattr(index.store, "block", opened)
    newer = snapshot.opened(index.store, older.manifest, Settings(), None, older)
    monkeypatch.setattr(index.store, "block", read)
    monkeypatch.setattr(newer.parts[0].segment, "lengths", None)

    assert newer.impact.values(DOCUMENTS, titles(3)).tolist() == expected


def test_words_that_stand_nowhere_take_room_too(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "REMEMBERED", 10 * snapshot.ENTRY)
    index.put([service(1, "図書館")])
    now, read = index.snapshot(), []
    monkeypatch.setattr(Segment, "read_postings", lambda segment, begin, end: read.append(begin) or (b"\0\0", b"\1"))

    now.postings("図書")
    for number in range(3):
        now.postings(f"どこにもない{number}")
    now.postings("図書")
    assert len(read) == 1

    for number in range(20):
        now.postings(f"どこにもない{number}")
    now.postings("図書")
    assert len(read) == 2
