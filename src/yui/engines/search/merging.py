"""How several segments become one: arrays are joined range by range, so that memory stays small however large they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from yui.engines.search.blocks import Array, packed
from yui.engines.search.building import SURFACES, Pieces, id_order, joined
from yui.engines.search.segments import Facet, Segment
from yui.engines.search.snapshot import Mask

AT_ONCE = 2_000_000
"""Postings that are sorted at once: some 50 MB."""


@dataclass(frozen=True)
class Part:
    """A segment to be merged, its documents that live on, and their numbers in the merged segment."""

    segment: Segment
    alive: Mask
    numbers: npt.NDArray[np.int64]


def merged(segments: Sequence[tuple[Segment, Mask]], fields: Sequence[str]) -> Pieces:
    """One segment of all documents that are still alive, in the same order."""
    parts, size = [], 0
    for segment, alive in segments:
        parts.append(Part(segment, alive, np.cumsum(alive, dtype=np.int64) - 1 + size))
        size += int(alive.sum())
    words = _postings(parts, "word", ("docs", "fields"))
    facets, facet_arrays = _facets(parts)
    names = sorted({name for part in parts for name in part.segment.number_names})
    ids = np.concatenate([part.segment.ids[part.alive] for part in parts])
    arrays = {
        **words,
        **_postings(parts, "gram", ("docs",)),
        **_surfaces(parts, words["word_keys"]),
        **joined("record_starts", "records", [record for part in parts for record in _records(part)]),
        "lengths": np.concatenate([part.segment.lengths[:, part.alive] for part in parts], axis=1),
        "ids": ids,
        "id_order": id_order(ids),
        "vector_keys": np.concatenate([part.segment.vector_keys[:, part.alive] for part in parts], axis=1),
        **facet_arrays,
        **{
            f"number_{place}": np.concatenate([_number(part, name) for part in parts])
            for place, name in enumerate(names)
        },
    }
    notes = {"documents": size, "fields": list(fields), "facets": list(facets), "values": list(facets.values())}
    return packed({**notes, "numbers": names}, arrays)


def _postings(parts: Sequence[Part], family: str, columns: tuple[str, ...]) -> dict[str, Array]:
    """The postings of words or pairs, sorted by key, then document."""
    found = [_range(parts, family, columns, low, high) for low, high in _ranges(parts, family)]
    counts = np.concatenate([np.zeros(1, dtype=np.int64), *(counts for _, counts, _ in found)])
    postings = np.concatenate([rows for _, _, rows in found], axis=1)
    return {
        f"{family}_keys": np.concatenate([keys for keys, _, _ in found]),
        f"{family}_starts": np.cumsum(counts).astype(np.uint32),
        f"{family}_docs": postings[0],
        **({f"{family}_fields": postings[1].astype(np.uint8)} if len(columns) > 1 else {}),
    }


def _ranges(parts: Sequence[Part], family: str) -> Iterator[tuple[Array | None, Array | None]]:
    """Ranges of keys that hold about AT_ONCE postings each: from the first, to before the second."""
    total = sum(len(part.segment.arrays[f"{family}_docs"]) for part in parts)
    keys = np.unique(np.concatenate([part.segment.arrays[f"{family}_keys"] for part in parts]))
    # Postings are not spread evenly over keys, so ranges are cut at keys of the largest segment by its own postings.
    largest = max(parts, key=lambda part: len(part.segment.arrays[f"{family}_docs"])).segment
    starts = largest.arrays[f"{family}_starts"]
    steps = max(1, -(-total // AT_ONCE))
    wanted = np.linspace(0, int(starts[-1]), steps + 1)[1:-1]
    cuts = (
        largest.arrays[f"{family}_keys"][np.minimum(np.searchsorted(starts, wanted), len(starts) - 2)]
        if len(keys)
        else keys
    )
    edges: list[Array | None] = [None, *np.unique(cuts), None]
    return pairwise(edges)


def _range(
    parts: Sequence[Part], family: str, columns: tuple[str, ...], low: Array | None, high: Array | None
) -> tuple[Array, Array, Array]:
    """The keys of a range, how many postings each has, and the postings as rows of documents (and fields)."""
    keys, rows = [], []
    for part in parts:
        arrays = part.segment.arrays
        known, starts = arrays[f"{family}_keys"], arrays[f"{family}_starts"]
        first = 0 if low is None else int(np.searchsorted(known, low))
        last = len(known) if high is None else int(np.searchsorted(known, high))
        postings = slice(int(starts[first]), int(starts[last]))
        documents = arrays[f"{family}_docs"][postings]
        kept = part.alive[documents]
        keys.append(np.repeat(known[first:last], np.diff(starts[first : last + 1]))[kept])
        moved = [part.numbers[documents[kept]].astype(np.uint16)]
        rows.append(
            np.stack([*moved, *(arrays[f"{family}_{name}"][postings][kept].astype(np.uint16) for name in columns[1:])])
        )
    all_keys, postings_rows = np.concatenate(keys), np.concatenate(rows, axis=1)
    # Parts follow each other with ascending document numbers, so a stable sort by key is enough.
    order = np.argsort(all_keys, kind="stable")
    different, counts = np.unique(all_keys, return_counts=True)
    return different, counts, postings_rows[:, order]


def _surfaces(parts: Sequence[Part], keys: Array) -> dict[str, Array]:
    """A few ways of writing each word, as the segments remember them."""
    forms: dict[int, tuple[bytes, ...]] = {}
    for part in parts:
        arrays = part.segment.arrays
        starts = arrays["surface_starts"].tolist()
        text = arrays["surface_text"].tobytes()
        for place, key in enumerate(arrays["word_keys"].tolist()):
            before = forms.get(key, ())
            if len(before) < SURFACES:
                more = text[starts[place] : starts[place + 1]].split(b"\n")
                forms[key] = tuple(dict.fromkeys((*before, *more)))[:SURFACES]
    return joined("surface_starts", "surface_text", [b"\n".join(forms[key]) for key in keys.tolist()])


def _records(part: Part) -> Iterator[bytes | memoryview]:
    starts = part.segment.arrays["record_starts"].tolist()
    content = part.segment.arrays["records"].data
    for number in np.flatnonzero(part.alive).tolist():
        yield content[starts[number] : starts[number + 1]]


def _number(part: Part, name: str) -> npt.NDArray[np.float64]:
    values = part.segment.number(name)
    return np.full(int(part.alive.sum()), np.nan) if values is None else values[part.alive]


def _facets(parts: Sequence[Part]) -> tuple[dict[str, list[str]], dict[str, Array]]:
    """The values of each facet, and its arrays with the positions of the values in the new list."""
    names = sorted({name for part in parts for name in part.segment.facet_names})
    values: dict[str, list[str]] = {}
    arrays: dict[str, Array] = {}
    for place, name in enumerate(names):
        found = [part.segment.facet(name) for part in parts]
        values[name] = sorted({value for facet in found if facet for value in facet.values})
        moved = [_facet(part, facet, values[name]) for part, facet in zip(parts, found, strict=True)]
        counts = np.concatenate([np.zeros(1, dtype=np.int64), *(counts for counts, _ in moved)])
        arrays[f"facet_starts_{place}"] = np.cumsum(counts).astype(np.uint32)
        arrays[f"facet_ords_{place}"] = np.concatenate([ords for _, ords in moved]).astype(np.uint32)
    return values, arrays


def _facet(part: Part, facet: Facet | None, values: list[str]) -> tuple[Array, Array]:
    """How many values each living document has, and which."""
    if facet is None:
        return np.zeros(int(part.alive.sum()), dtype=np.int64), np.zeros(0, dtype=np.uint32)
    place = {value: number for number, value in enumerate(values)}
    new = np.array([place[value] for value in facet.values], dtype=np.uint32)
    return np.diff(facet.starts.astype(np.int64))[part.alive], new[facet.ords[part.alive[facet.owners]]]
