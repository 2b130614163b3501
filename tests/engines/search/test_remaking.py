"""An index made anew while others write: what is read again under the right to write is what counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tests.engines.search.conftest import PairEncoder, service
from yui.engines.search import Document, Query, SearchIndex
from yui.engines.search.vectors import Vectors

Maker = Callable[..., SearchIndex]


class Interrupted(PairEncoder):
    """Before it has encoded the first texts, somebody else does something."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self.meanwhile = [meanwhile]

    def passages(self, texts: Sequence[str]) -> Vectors:
        if self.meanwhile:
            self.meanwhile.pop()()
        return super().passages(texts)


@pytest.fixture
def records() -> dict[str, Document]:
    return {"1": service(1, "防災無線"), "2": service(2, "通院の足")}


def changes(records: dict[str, Document], other: SearchIndex) -> None:
    """One record is withdrawn, another is published; the index follows each at once."""
    del records["1"]
    other.remove(["1"])
    records["3"] = service(3, "除雪の人手")
    other.put([records["3"]])


def test_what_changes_meanwhile_is_neither_lost_nor_brought_back(
    make_index: Maker, records: dict[str, Document]
) -> None:
    other = make_index()
    other.put(records.values())
    encoder = Interrupted(lambda: changes(records, other))
    index = make_index(encoder=encoder)

    assert index.remake(records.values) == 2

    assert sorted(document.id for document in make_index().documents()) == ["2", "3"]
    assert sorted(encoder.encoded) == sorted(["防災無線", "通院の足", "除雪の人手"])
    assert index.search(Query("除雪の人手")).hits[0].parts["meaning.title"] > 0


def test_a_rebuild_keeps_what_is_put_meanwhile(make_index: Maker, records: dict[str, Document]) -> None:
    other = make_index()
    other.put(records.values())
    index = make_index(encoder=Interrupted(lambda: changes(records, other)))

    index.rebuild()

    assert sorted(document.id for document in make_index().documents()) == ["2", "3"]


def test_without_an_encoder_the_records_are_read_once(index: SearchIndex, records: dict[str, Document]) -> None:
    read = []

    assert index.remake(lambda: read.append(True) or records.values()) == 2

    assert read == [True]
