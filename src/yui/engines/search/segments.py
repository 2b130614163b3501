"""A segment: up to 65,536 documents with their words, substrings, facets and texts, in one block that never changes.

Inside a segment a document is a number from 0 on, so that a posting takes two bytes. Words and ids are found by the
64-bit hash of their text. A word posting carries the set of fields in which the word stands (bit i = field i), not how
often: repeating a word must not raise a document (R6.6).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from yui.engines.search.blocks import Array, Block
from yui.engines.search.documents import Document

LARGEST = 65_536
"""Documents in a segment at most: keeps merges short and document numbers in 16 bits."""

KIND = "kind"
"""The kind of a document is kept as a facet of this name."""

KNOWN_SURFACES = 2_048
"""Words of which a segment remembers how its documents write them."""

_READER = json.JSONDecoder()

_NOBODY: Array = np.zeros(0, dtype=np.uint16)


@lru_cache(maxsize=100_000)
def hashed(text: str) -> int:
    """The 64-bit number under which a word, an id or a text is kept; the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def group_term(group: int) -> str:
    """The word under which all words of a synonym group are indexed together."""
    return f"={group}"


@dataclass(frozen=True)
class Facet:
    """The values of a facet in a segment: `ords[starts[d]:starts[d + 1]]` are the positions of d's values in `values`."""

    values: tuple[str, ...]
    starts: npt.NDArray[np.uint32]
    ords: npt.NDArray[np.uint32]

    def having(self, wanted: Sequence[str]) -> npt.NDArray[np.bool_]:
        """For each document: has it one of these values?"""
        chosen = np.isin(self.ords, [number for number, value in enumerate(self.values) if value in wanted])
        found = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        found[self.owners[chosen]] = True
        return found

    @cached_property
    def owners(self) -> npt.NDArray[np.int32]:
        """For each entry of `ords`: the document it belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def counted(self, documents: npt.NDArray[np.bool_]) -> dict[str, int]:
        """Each value with the number of marked documents that have it."""
        counts = np.bincount(self.ords[documents[self.owners]], minlength=len(self.values))
        return {value: int(count) for value, count in zip(self.values, counts, strict=True) if count}


class Segment:
    """A segment opened for reading.

    What every search looks at (keys, lengths, facets) is mapped; postings, surfaces and records are read piece by piece.
    """

    def __init__(self, name: str, block: Block) -> None:
        self.name = name
        self.block = block
        self.arrays: dict[str, Array] = block.arrays
        self.size: int = block.notes["documents"]
        self.fields: tuple[str, ...] = tuple(block.notes["fields"])
        self._word_keys = block.arrays["word_keys"]
        self._word_starts = block.arrays["word_starts"]
        self.lengths = block.arrays["lengths"]
        self.ids = block.arrays["ids"]
        self.vector_keys = block.arrays["vector_keys"]
        self.facet_names: list[str] = block.notes["facets"]
        self.number_names: list[str] = block.notes["numbers"]
        self._values: list[list[str]] = block.notes["values"]
        self._open: dict[str, Facet] = {}
        self._surfaces: dict[str, list[str]] = {}

    def extent(self, key: np.uint64) -> tuple[int, int]:
        """Where the postings of a word, given by its hash, are kept: from, to before."""
        place = int(self._word_keys.searchsorted(key))
        if place == len(self._word_keys) or self._word_keys[place] != key:
            return 0, 0
        return self._word_starts.item(place), self._word_starts.item(place + 1)

    def commonest(self, most: int) -> tuple[Array, Array]:
        """The words that stand in most documents, by their hashes, and in how many each stands."""
        sizes = np.diff(self._word_starts)
        best = np.argsort(sizes)[-most:]
        return self._word_keys[best], sizes[best]

    def documents_of(self, begin: int, end: int) -> Array:
        """The documents of some postings, by their numbers."""
        return self.block.piece("word_docs", begin, end)

    def read_postings(self, begin: int, end: int) -> tuple[bytes, bytes]:
        """Some postings: the documents (two bytes a number) and the fields of each (one byte)."""
        return self.block.read("word_docs", begin, end), self.block.read("word_fields", begin, end)

    def with_gram(self, gram: int) -> Array:
        """The documents whose texts hold a pair of letters (see `grams`)."""
        place = self._place("gram", gram)
        if place is None:
            return _NOBODY
        starts = self.arrays["gram_starts"]
        return self.block.piece("gram_docs", int(starts[place]), int(starts[place + 1]))

    def with_grams_between(self, low: int, high: int) -> Array:
        """The documents whose texts hold a pair of letters of this range, some of them several times."""
        keys, starts = self.arrays["gram_keys"], self.arrays["gram_starts"]
        first, last = keys.searchsorted(np.array([low, high], dtype=keys.dtype)).tolist()
        return self.block.piece("gram_docs", int(starts[first]), int(starts[last]))

    def _place(self, family: str, key: int) -> int | None:
        keys = self.arrays[f"{family}_keys"]
        place = int(keys.searchsorted(keys.dtype.type(key)))
        return place if place < len(keys) and int(keys[place]) == key else None

    def surfaces(self, term: str) -> list[str]:
        """How documents of this segment write a word: a few of its forms."""
        forms = self._surfaces.get(term)
        if forms is None:
            if len(self._surfaces) >= KNOWN_SURFACES:
                self._surfaces = {}
            forms = self._surfaces[term] = self._read_surfaces(term)
        return forms

    def _read_surfaces(self, term: str) -> list[str]:
        place = self._place("word", hashed(term))
        if place is None:
            return []
        starts = self.arrays["surface_starts"]
        written = self.block.piece("surface_text", int(starts[place]), int(starts[place + 1])).tobytes().decode()
        return written.split("\n") if written else []

    def document(self, number: int) -> Document:
        """A document as it was put in."""
        return read_record(self.record(number))

    def record(self, number: int) -> bytes:
        """The same as the bytes in which it is kept."""
        starts = self.arrays["record_starts"]
        return self.block.piece("records", int(starts[number]), int(starts[number + 1])).tobytes()

    def number_of(self, document_id: str) -> int | None:
        """The number of a document in this segment, or None."""
        order = self.arrays["id_order"]
        key = self.ids.dtype.type(hashed(document_id))
        place = int(np.searchsorted(self.ids, key, sorter=order))
        if place == self.size or self.ids[order[place]] != key:
            return None
        return int(order[place])

    def facet(self, name: str) -> Facet | None:
        """A facet, or None where no document of this segment has it."""
        if name not in self.facet_names:
            return None
        if name not in self._open:
            place = self.facet_names.index(name)
            starts, ords = self.arrays[f"facet_starts_{place}"], self.arrays[f"facet_ords_{place}"]
            self._open[name] = Facet(tuple(self._values[place]), starts, ords)
        return self._open[name]

    def number(self, name: str) -> npt.NDArray[np.float64] | None:
        """A number for each document (NaN where it has none), or None where no document has it."""
        return self.arrays[f"number_{self.number_names.index(name)}"] if name in self.number_names else None


def written_record(document: Document) -> bytes:
    """A document as the bytes in which a segment keeps it."""
    content: dict[str, Any] = {"id": document.id, "kind": document.kind, "fields": dict(document.fields)}
    if document.facets:
        content["facets"] = {name: list(values) for name, values in document.facets.items()}
    if document.numbers:
        content["numbers"] = dict(document.numbers)
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def read_record(record: bytes) -> Document:
    """The document from those bytes."""
    content, _ = _READER.raw_decode(record.decode("utf-8", "surrogatepass"))
    facets: Mapping[str, list[str]] = content.get("facets", {})
    return Document(
        id=content["id"],
        kind=content["kind"],
        fields=content["fields"],
        facets={name: tuple(values) for name, values in facets.items()},
        numbers=content.get("numbers", {}),
    )
