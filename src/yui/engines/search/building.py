"""How documents become a segment: words, pairs of letters, facets and the documents themselves, as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from yui.engines.search import grams
from yui.engines.search.blocks import Array, packed
from yui.engines.search.documents import Document
from yui.engines.search.segments import KIND, group_term, hashed, written_record
from yui.engines.search.vectors import passage_key
from yui.engines.search.words import Cut, cut

SURFACES = 6
"""Ways of writing a word that a segment remembers, for highlighting."""

LONGEST = 65_535
"""The longest length of a field, in words, that is told apart."""

Pieces = list[bytes | memoryview]


def built(documents: Sequence[Document], fields: Sequence[str]) -> Pieces:
    """A new segment of these documents."""
    words = _WordCollector()
    lengths = np.zeros((len(fields), len(documents)), dtype=np.uint16)
    for number, document in enumerate(documents):
        for bit, name in enumerate(fields):
            lengths[bit, number] = min(words.read(document.fields.get(name, ""), 1 << bit), LONGEST)
        words.finish(number)
    texts = ["\n".join(document.fields.get(name, "") for name in fields) for document in documents]
    arrays = {**words.postings(), **_grams(grams.postings(texts))}
    return _finished(documents, fields, lengths, arrays, words.surfaces)


class _WordCollector:
    """Gathers the words of a segment, document by document."""

    def __init__(self) -> None:
        self.surfaces: dict[int, dict[str, None]] = defaultdict(dict)
        self._keys_of: dict[Cut, tuple[int, ...]] = {}
        self._found: dict[int, int] = {}
        self._keys: list[int] = []
        self._places: list[int] = []

    def read(self, text: str, bit: int) -> int:
        """Note the words of one field; how many there were."""
        cuts = cut(text)
        for one in cuts:
            keys = self._keys_of.get(one)
            if keys is None:
                keys = self._keys_of[one] = self._new(one)
            for key in keys:
                self._found[key] = self._found.get(key, 0) | bit
        return len(cuts)

    def _new(self, one: Cut) -> tuple[int, ...]:
        """A word that this segment has not met: the numbers of its term and of its synonym groups."""
        keys = tuple(hashed(name) for name in (one.term, *map(group_term, one.groups)))
        for key in keys:
            if len(self.surfaces[key]) < SURFACES:
                self.surfaces[key][one.written] = None
        return keys

    def finish(self, number: int) -> None:
        """The document with this number has been read."""
        self._keys.extend(self._found)
        self._places.extend([number << 8 | bits for bits in self._found.values()])
        self._found.clear()

    def postings(self) -> dict[str, Array]:
        """All postings, sorted by word, then document."""
        keys, places = np.array(self._keys, dtype=np.uint64), np.array(self._places, dtype=np.uint32)
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], places[order]
        different, starts = np.unique(keys, return_index=True)
        return {
            "word_keys": different,
            "word_starts": np.append(starts, len(keys)).astype(np.uint32),
            "word_docs": (places >> 8).astype(np.uint16),
            "word_fields": (places & 255).astype(np.uint8),
        }


def _grams(postings: npt.NDArray[np.int64]) -> dict[str, Array]:
    """Postings of pairs from sorted numbers (see `grams`)."""
    keys = postings >> grams.DOCUMENT_BITS
    different, starts = np.unique(keys, return_index=True)
    return {
        "gram_keys": different,
        "gram_starts": np.append(starts, len(keys)).astype(np.uint32),
        "gram_docs": (postings & (1 << grams.DOCUMENT_BITS) - 1).astype(np.uint16),
    }


def _finished(
    documents: Sequence[Document],
    fields: Sequence[str],
    lengths: Array,
    arrays: dict[str, Array],
    surfaces: dict[int, dict[str, None]],
) -> Pieces:
    """The block: postings, and all that is kept document by document."""
    ids = np.array([hashed(document.id) for document in documents], dtype=np.uint64)
    facets, facet_arrays = _facets(documents)
    numbers = sorted({name for document in documents for name in document.numbers})
    texts = ["\n".join(surfaces.get(key, ())).encode() for key in arrays["word_keys"].tolist()]
    keys = [[passage_key(document.fields.get(name, "")) for document in documents] for name in fields]
    everything = {
        **arrays,
        **joined("surface_starts", "surface_text", texts),
        **joined("record_starts", "records", [written_record(document) for document in documents]),
        "lengths": lengths,
        "ids": ids,
        "id_order": id_order(ids),
        "vector_keys": np.array(keys, dtype=np.uint64).reshape(len(fields), len(documents)),
        **facet_arrays,
        **{
            f"number_{place}": np.array([document.numbers.get(name, np.nan) for document in documents], dtype=float)
            for place, name in enumerate(numbers)
        },
    }
    notes = {
        "documents": len(documents),
        "fields": list(fields),
        "facets": list(facets),
        "values": list(facets.values()),
        "numbers": numbers,
    }
    return packed(notes, everything)


def id_order(ids: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint16]:
    """The documents in the order of their ids' numbers, to find one by its id."""
    return np.argsort(ids, kind="stable").astype(np.uint16)


def joined(starts: str, text: str, parts: Sequence[bytes | memoryview]) -> dict[str, Array]:
    """Texts one behind the other, and where each begins."""
    ends = np.cumsum([0, *map(len, parts)])
    return {starts: ends.astype(np.uint64), text: np.frombuffer(b"".join(parts), dtype=np.uint8)}


def _facets(documents: Sequence[Document]) -> tuple[dict[str, list[str]], dict[str, Array]]:
    """The values of each facet, sorted, and for each facet the arrays of `Facet`."""
    owned = [{KIND: (document.kind,), **document.facets} for document in documents]
    names = sorted({name for facets in owned for name in facets})
    values: dict[str, list[str]] = {}
    arrays: dict[str, Array] = {}
    for place, name in enumerate(names):
        rows = [tuple(dict.fromkeys(facets.get(name, ()))) for facets in owned]
        values[name] = sorted({value for row in rows for value in row})
        number = {value: position for position, value in enumerate(values[name])}
        arrays[f"facet_starts_{place}"] = np.cumsum([0, *map(len, rows)]).astype(np.uint32)
        arrays[f"facet_ords_{place}"] = np.array([number[value] for row in rows for value in row], dtype=np.uint32)
    return values, arrays
