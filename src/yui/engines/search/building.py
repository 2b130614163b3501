"""How documents become a segment, and how segments become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from yui.engines.search import grams
from yui.engines.search.blocks import Array, packed
from yui.engines.search.documents import Document
from yui.engines.search.segments import KIND, Segment, group_term, hashed, read_record, written_record
from yui.engines.search.vectors import passage_key
from yui.engines.search.words import terms_of

SURFACES = 6
"""Ways of writing a word that a segment remembers, for highlighting."""

LONGEST = 65_535
"""The longest length of a field, in words, that is told apart."""

Pieces = list[bytes | memoryview]


def built(documents: Sequence[Document], fields: Sequence[str]) -> Pieces:
    """A new segment of these documents."""
    keys: list[int] = []
    places: list[int] = []
    surfaces: dict[int, dict[str, None]] = defaultdict(dict)
    known: dict[str, int] = {}
    lengths = np.zeros((len(fields), len(documents)), dtype=np.uint16)
    pairs: list[npt.NDArray[np.int64]] = []
    for number, document in enumerate(documents):
        found: dict[str, int] = {}
        for bit, name in enumerate(fields):
            terms = terms_of(document.fields.get(name, ""))
            lengths[bit, number] = min(len(terms), LONGEST)
            _collect(terms, 1 << bit, found, known, surfaces)
        keys.extend(known[term] for term in found)
        places.extend(number << 8 | bits for bits in found.values())
        whole = grams.pairs("\n".join(document.fields.get(name, "") for name in fields))
        pairs.append(whole << grams.DOCUMENT_BITS | number)
    arrays = {
        **_words(np.array(keys, dtype=np.uint64), np.array(places, dtype=np.uint32)),
        **_grams(np.sort(np.concatenate(pairs)) if pairs else np.zeros(0, dtype=np.int64)),
    }
    written = {key: tuple(forms) for key, forms in surfaces.items()}
    return _finished(documents, fields, lengths, arrays, written, [written_record(item) for item in documents])


def _collect(
    terms: Iterable[tuple[str, str, tuple[int, ...]]],
    bit: int,
    found: dict[str, int],
    known: dict[str, int],
    surfaces: dict[int, dict[str, None]],
) -> None:
    """Note the words of one field: in `found` with the field's bit, in `surfaces` how they are written."""
    for term, written, groups in terms:
        for name in (term, *map(group_term, groups)):
            found[name] = found.get(name, 0) | bit
            key = known.get(name)
            if key is None:
                key = known[name] = hashed(name)
            forms = surfaces[key]
            if len(forms) < SURFACES:
                forms[written] = None


def merged(parts: Sequence[tuple[Segment, npt.NDArray[np.bool_]]], fields: Sequence[str]) -> Pieces:
    """One segment of all documents of several segments that are still alive, in the same order."""
    records: list[bytes] = []
    words: list[tuple[Array, Array]] = []
    pairs: list[Array] = []
    surfaces: dict[int, tuple[str, ...]] = {}
    for segment, alive in parts:
        numbers = np.cumsum(alive, dtype=np.int64) - 1 + len(records)
        words.append(_moved_words(segment, alive, numbers))
        pairs.append(_moved_grams(segment, alive, numbers))
        _merge_surfaces(surfaces, segment)
        records.extend(segment.record(int(number)) for number in np.flatnonzero(alive))
    lengths = np.concatenate([segment.lengths[:, alive] for segment, alive in parts], axis=1)
    arrays = {
        **_words(np.concatenate([keys for keys, _ in words]), np.concatenate([places for _, places in words])),
        **_grams(np.sort(np.concatenate(pairs))),
    }
    return _finished([read_record(record) for record in records], fields, lengths, arrays, surfaces, records)


def _moved_words(segment: Segment, alive: Array, numbers: Array) -> tuple[Array, Array]:
    keys = np.repeat(segment.arrays["word_keys"], np.diff(segment.arrays["word_starts"]))
    docs, bits = segment.arrays["word_docs"], segment.arrays["word_fields"]
    kept = alive[docs]
    return keys[kept], (numbers[docs[kept]] << 8 | bits[kept]).astype(np.uint32)


def _moved_grams(segment: Segment, alive: Array, numbers: Array) -> Array:
    keys = np.repeat(segment.arrays["gram_keys"], np.diff(segment.arrays["gram_starts"]))
    docs = segment.arrays["gram_docs"]
    kept = alive[docs]
    moved: Array = keys[kept] << grams.DOCUMENT_BITS | numbers[docs[kept]]
    return moved


def _merge_surfaces(surfaces: dict[int, tuple[str, ...]], segment: Segment) -> None:
    starts = segment.arrays["surface_starts"].tolist()
    text = segment.arrays["surface_text"].tobytes()
    for place, key in enumerate(segment.arrays["word_keys"].tolist()):
        forms = text[starts[place] : starts[place + 1]].decode().split("\n")
        before = surfaces.get(key, ())
        if len(before) < SURFACES:
            surfaces[key] = tuple(dict.fromkeys((*before, *forms)))[:SURFACES]


def _words(keys: npt.NDArray[np.uint64], places: npt.NDArray[np.uint32]) -> dict[str, Array]:
    """Postings sorted by word, then document; `places` are document · 256 + fields."""
    order = np.lexsort((places, keys))
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
    surfaces: dict[int, tuple[str, ...]],
    records: Sequence[bytes],
) -> Pieces:
    """The block: postings, and all that is kept document by document."""
    ids = np.array([hashed(document.id) for document in documents], dtype=np.uint64)
    facets, facet_arrays = _facets(documents)
    numbers = sorted({name for document in documents for name in document.numbers})
    texts = ["\n".join(surfaces.get(key, ())).encode() for key in arrays["word_keys"].tolist()]
    keys = [[passage_key(document.fields.get(name, "")) for document in documents] for name in fields]
    everything = {
        **arrays,
        **_joined("surface_starts", "surface_text", texts),
        **_joined("record_starts", "records", records),
        "lengths": lengths,
        "ids": ids,
        "id_order": np.argsort(ids, kind="stable").astype(np.uint16),
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


def _joined(starts: str, text: str, parts: Sequence[bytes]) -> dict[str, Array]:
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
