"""An index as it stands at one moment, opened for reading: segments, which documents are alive, lengths, vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from yui.engines.search.blocks import unpacked
from yui.engines.search.segments import Segment
from yui.engines.search.settings import FieldWeight, Settings
from yui.engines.search.store import Manifest, SegmentEntry, Store
from yui.engines.search.vectors import VectorBlock, Vectors

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

STEPS = 16
"""Mean lengths are rounded to 16 steps a doubling: weights of lengths stay valid over small changes of an index."""

REMEMBERED = 6_000_000
"""Postings of which the values are remembered: 24 MB."""

RARE = 512
"""Postings below which computing the values is as quick as remembering them."""


KNOWN = 4_096
"""Words of which a snapshot remembers where they stand: people ask for the same ones."""


@dataclass(frozen=True)
class Found:
    """A word in the whole index: in how many living documents it stands; part by part where, and what it adds there."""

    count: int
    postings: tuple[tuple[Any, Floats], ...]


@dataclass
class LivePart:
    """A segment with the documents that are still alive in it."""

    entry: SegmentEntry
    segment: Segment
    alive: Mask
    all_alive: bool
    rows: list[npt.NDArray[np.int64]] = field(default_factory=list)
    """For each field and document: the row of its vector among all vectors of the snapshot, or -1."""

    @property
    def size(self) -> int:
        """The number of documents, the removed ones too."""
        return self.segment.size

    def living(self, documents: Any) -> Any:
        """Those of some documents (numbers) that are alive."""
        return documents if self.all_alive else documents[self.alive[documents]]


class Snapshot:
    """All that a search reads; it never changes, so threads may share it."""

    def __init__(
        self, manifest: Manifest, parts: Sequence[LivePart], vectors: Sequence[VectorBlock], settings: Settings
    ) -> None:
        self.manifest = manifest
        self.settings = settings
        self.parts = list(parts)
        self.vectors = list(vectors)
        self.size = sum(entry.documents - entry.removed_count for entry in manifest.segments)
        self.mean_lengths = _mean_lengths(self.parts, manifest.fields)
        self._impacts: dict[str, Impact] = {}
        self._units: dict[tuple[str, str], Floats] = {}
        self._remembered = 0
        self._found: dict[str, Found] = {}

    def found(self, term: str) -> Found:
        """Where a word stands, and what it adds to each document at a weight of 1."""
        found = self._found.get(term)
        if found is None:
            places = [(part, *part.segment.postings(term)) for part in self.parts]
            count = sum(len(part.living(documents)) for part, documents, _ in places)
            postings = tuple(
                (documents, self.units(part, term, documents, fields)) for part, documents, fields in places
            )
            found = Found(count, postings)
            # Long postings are dropped with the units they hold; of short ones there may be many.
            if len(self._found) >= KNOWN:
                self._found = {}
            self._found[term] = found
        return found

    def impact(self, part: LivePart) -> Impact:
        """How much a word of weight 1 adds to each document of a part, by the fields in which it stands."""
        name = part.segment.name
        if name not in self._impacts:
            self._impacts[name] = Impact.of(part.segment, self.mean_lengths, self.settings)
        return self._impacts[name]

    def units(self, part: LivePart, term: str, documents: Any, fields: Any) -> Floats:
        """What a word of weight 1 adds to each of its documents; remembered, because people ask for the same words."""
        if len(documents) < RARE:
            return self.impact(part).values(documents, fields)
        key = (part.segment.name, term)
        values = self._units.get(key)
        if values is None:
            values = self.impact(part).values(documents, fields)
            if self._remembered + len(values) > REMEMBERED:
                self._units, self._remembered, self._found = {}, 0, {}
            self._units[key] = values
            self._remembered += len(values)
        return values

    def adopt(self, older: Snapshot) -> None:
        """Take over what an older snapshot has computed and what still holds."""
        if older.mean_lengths == self.mean_lengths:
            names = {part.segment.name for part in self.parts}
            self._impacts = {key: value for key, value in older._impacts.items() if key in names}
            self._units = {key: value for key, value in older._units.items() if key[0] in names}
            self._remembered = sum(map(len, self._units.values()))

    def likeness(self, query: Vectors) -> Floats:
        """The dot product of a query's vector with every vector of the snapshot; one more, NaN, for row -1."""
        found = [block.vectors @ query for block in self.vectors]
        return np.concatenate([*found, np.array([np.nan], dtype=np.float32)])


@dataclass(frozen=True)
class Impact:
    """What a word of weight 1 adds to a document: a row of `table` for each set of fields in which words stand."""

    starts: npt.NDArray[np.int32]
    table: Floats

    def values(self, documents: npt.NDArray[np.uint16], fields: npt.NDArray[np.uint8]) -> Floats:
        """For each posting (document, fields as bits) what it adds."""
        places = self.starts[fields]
        places += documents
        return self.table.take(places)

    @staticmethod
    def of(segment: Segment, mean_lengths: Mapping[str, float], settings: Settings) -> Impact:
        """BM25F with a count of one a field: the weighted fields are added, then saturated."""
        seen = np.unique(segment.arrays["word_fields"])
        starts = np.zeros(256, dtype=np.int32)
        starts[seen] = np.arange(len(seen)) * segment.size
        weighted = []
        for name, lengths in zip(segment.fields, segment.lengths, strict=True):
            weight = settings.fields.get(name, FieldWeight())
            relative = lengths.astype(np.float32) / np.float32(mean_lengths[name])
            weighted.append(np.float32(weight.words) / (1 - weight.length + weight.length * relative))
        table = np.zeros((len(seen), segment.size), dtype=np.float32)
        for place, bits in enumerate(seen):
            for bit, values in enumerate(weighted):
                if int(bits) >> bit & 1:
                    table[place] += values
        k = np.float32(settings.saturation)
        return Impact(starts, (table * (k + 1) / (table + k)).reshape(-1))


def _mean_lengths(parts: Sequence[LivePart], names: Sequence[str]) -> dict[str, float]:
    sums = np.zeros(len(names), dtype=np.int64)
    filled = np.zeros(len(names), dtype=np.int64)
    for part in parts:
        lengths = part.segment.lengths if part.all_alive else part.segment.lengths[:, part.alive]
        sums += lengths.sum(axis=1, dtype=np.int64)
        filled += (lengths > 0).sum(axis=1)
    means = [total / count if count else 1.0 for total, count in zip(sums, filled, strict=True)]
    return {name: _rounded(float(mean)) for name, mean in zip(names, means, strict=True)}


def _rounded(mean: float) -> float:
    return float(2.0 ** (round(np.log2(max(mean, 1.0)) * STEPS) / STEPS))


def opened(
    store: Store, manifest: Manifest, settings: Settings, encoder: str | None, before: Snapshot | None
) -> Snapshot:
    """The snapshot of a manifest; blocks that an older snapshot has open are not opened again."""
    old_parts = {part.segment.name: part for part in before.parts} if before else {}
    old_vectors = {block.name: block for block in before.vectors} if before else {}
    vectors = [
        old_vectors.get(entry.name) or VectorBlock(entry.name, store.block(entry.name))
        for entry in manifest.vectors
        if entry.encoder == encoder
    ]
    same_vectors = list(old_vectors) == [block.name for block in vectors]
    parts = []
    for entry in manifest.segments:
        old = old_parts.get(entry.name)
        part = live_part(store, entry, old.segment if old else None)
        part.rows = old.rows if old and same_vectors else [rows_of(keys, vectors) for keys in part.segment.vector_keys]
        parts.append(part)
    snapshot = Snapshot(manifest, parts, vectors, settings)
    if before:
        snapshot.adopt(before)
    return snapshot


def live_part(store: Store, entry: SegmentEntry, segment: Segment | None = None) -> LivePart:
    """A segment of the manifest, opened (unless it is already) together with the marks of its removed documents."""
    segment = segment or Segment(entry.name, store.block(entry.name))
    alive = np.ones(segment.size, dtype=np.bool_)
    if entry.removed:
        _, arrays = unpacked(store.block(entry.removed))
        alive = ~np.unpackbits(arrays["removed"], count=segment.size).astype(np.bool_)
    return LivePart(entry, segment, alive, all_alive=entry.removed is None)


def rows_of(keys: npt.NDArray[np.uint64], vectors: Sequence[VectorBlock]) -> npt.NDArray[np.int64]:
    """The row of each key among the rows of all blocks, one behind the other, or -1."""
    rows = np.full(keys.shape, -1, dtype=np.int64)
    offset = 0
    for block in vectors:
        found = block.rows(keys)
        rows = np.where(found >= 0, found + offset, rows)
        offset += len(block.keys)
    return np.where(keys == 0, -1, rows)
