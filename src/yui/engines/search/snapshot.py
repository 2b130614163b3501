"""An index as it stands at one moment, opened for reading: segments, which documents are alive, lengths, vectors.

All documents are numbered through, part behind part, so that a search works on one array whatever the parts are.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from yui.engines.search.blocks import Array
from yui.engines.search.documents import Document
from yui.engines.search.impact import Impact
from yui.engines.search.segments import Segment, hashed
from yui.engines.search.settings import Settings
from yui.engines.search.store import Manifest, SegmentEntry, Store
from yui.engines.search.vectors import VectorBlock, Vectors

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]

STEPS = 16
"""Mean lengths are rounded to 16 steps a doubling: weights of lengths stay valid over small changes of an index."""

REMEMBERED = 12_000_000
"""Postings that are remembered with their values, of 8 bytes each: 96 MB at most."""

ENTRY = 64
"""As many postings as a word costs however few it has: two arrays, a tuple and a place in a dictionary take 512 bytes."""

READ_AHEAD = 500
"""Words that are read before anybody asks for them, as long as they fill less than half of that."""

KNOWN = 8_192
"""Words of which a snapshot remembers where they stand: people ask for the same ones."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A word in the whole index: in how many living documents it stands, and where each part keeps its postings."""

    count: int
    extents: tuple[tuple[int, int, int], ...]
    """Part, from, to before."""


class Postings(NamedTuple):
    """The documents in which a word stands (numbers of the snapshot, ascending), and what it adds at a weight of 1."""

    documents: Numbers
    units: Floats


NOWHERE = Postings(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


@dataclass
class LivePart:
    """A segment with the documents that are still alive in it."""

    entry: SegmentEntry
    segment: Segment
    alive: Mask
    all_alive: bool

    @property
    def size(self) -> int:
        """The number of documents, the removed ones too."""
        return self.segment.size


class Snapshot:
    """All that a search reads, for threads to share: what it says never changes, what it remembers of it does.

    Two threads may compute the same thing at once; then both come to the same, and one of the two is kept. What is
    taken over from an older snapshot, which others still ask, is replaced there as a whole and never changed.
    """

    def __init__(
        self,
        manifest: Manifest,
        parts: Sequence[LivePart],
        vectors: Sequence[VectorBlock],
        settings: Settings,
        older: Snapshot | None = None,
    ) -> None:
        """`older` is one of the same index, of which is taken over what was computed and still holds."""
        self.manifest = manifest
        self.settings = settings
        self.parts = list(parts)
        self.vectors = list(vectors)
        self.starts = [0, *accumulate(part.size for part in self.parts)]
        self.numbers = self.starts[-1]
        """How many numbers there are: those of removed documents too."""
        self.size = sum(entry.documents - entry.removed_count for entry in manifest.segments)
        self.mean_lengths = _mean_lengths(self.parts, manifest.fields)
        self.alive: Mask = joined([part.alive for part in self.parts], np.bool_)
        self.all_alive = all(part.all_alive for part in self.parts)
        self.impact = Impact(
            [part.segment for part in self.parts], self.mean_lengths, settings, self._impacts_of(older)
        )
        """How much a word of weight 1 adds to each document, by the fields in which it stands."""
        self._rows = self._vector_rows_of(older)
        self._remembering = threading.Lock()
        self._standing: dict[int, Standing] = {}
        self._recent: dict[int, Postings] = {}
        self._older: dict[int, Postings] = {}
        self._held = 0

    @cached_property
    def ids(self) -> npt.NDArray[np.uint64]:
        """The hash of each document's id, by which ties are decided."""
        return joined([part.segment.ids for part in self.parts], np.uint64)

    @cached_property
    def rows(self) -> list[npt.NDArray[np.int64]]:
        """For each field and document: the row of its vector among all vectors, or -1."""
        known = self._rows
        self._rows = found = {
            segment.name: known[segment.name] if segment.name in known else rows_of(segment.vector_keys, self.vectors)
            for segment in (part.segment for part in self.parts)
        }
        return [joined([rows[bit] for rows in found.values()], np.int64) for bit in range(len(self.manifest.fields))]

    def part_of(self, number: int) -> tuple[Segment, int]:
        """The segment that holds a document, and its number there."""
        place = bisect_right(self.starts, number) - 1
        return self.parts[place].segment, number - self.starts[place]

    def document(self, number: int) -> Document:
        """A document as it was put in."""
        segment, inside = self.part_of(number)
        return segment.document(inside)

    def number_of(self, document_id: str) -> int | None:
        """The number of a living document, or None."""
        for part, start in zip(self.parts, self.starts, strict=False):
            number = part.segment.number_of(document_id)
            if number is not None and part.alive[number]:
                return start + number
        return None

    def living(self, documents: Array) -> Array:
        """Those of some documents (numbers) that are alive."""
        return documents if self.all_alive else documents[self.alive[documents]]

    def standing(self, term: str) -> Standing:
        """Where a word stands; its postings are not read for it, except in parts with removed documents."""
        return self._standing_of(hashed(term))

    def _standing_of(self, key: int) -> Standing:
        found = self._standing.get(key)
        if found is None:
            if len(self._standing) >= KNOWN:
                self._standing = {}
            found = self._standing[key] = self._looked_up(np.uint64(key))
        return found

    def _looked_up(self, key: np.uint64) -> Standing:
        count, extents = 0, []
        for place, part in enumerate(self.parts):
            begin, end = part.segment.extent(key)
            if begin < end:
                extents.append((place, begin, end))
                count += end - begin
                if not part.all_alive:
                    count -= int(np.count_nonzero(~part.alive[part.segment.documents_of(begin, end)]))
        return Standing(count, tuple(extents))

    def postings(self, term: str) -> Postings:
        """Where a word stands and what it adds; remembered, because people ask for the same words."""
        return self._postings_of(hashed(term))

    def _postings_of(self, key: int) -> Postings:
        found = self._recent.get(key)
        if found is None:
            found = self._older.get(key) or self._read_postings(self._standing_of(key))
            self._remember(key, found)
        return found

    def _remember(self, key: int, postings: Postings) -> None:
        """Keep them; what was not asked for while half of the memory filled anew is forgotten."""
        with self._remembering:
            # Another thread may have read the same word: it is counted once.
            if key in self._recent:
                return
            self._recent[key] = postings
            self._held += len(postings.documents) + ENTRY
            if self._held > REMEMBERED // 2:
                self._older, self._recent, self._held = self._recent, {}, 0

    def warm(self) -> None:
        """Read the words that stand in most documents: for these a question would have to wait longest."""
        counts: Counter[int] = Counter()
        for part in self.parts:
            keys, sizes = part.segment.commonest(READ_AHEAD)
            counts.update(dict(zip(keys.tolist(), sizes.tolist(), strict=True)))
        for key, _ in counts.most_common(READ_AHEAD):
            if self._held > REMEMBERED // 5 * 2:
                return
            self._postings_of(key)

    def _read_postings(self, standing: Standing) -> Postings:
        """Collected as bytes from all parts before they become numbers: parts are many, and words long and short."""
        if not standing.extents:
            return NOWHERE
        read = [(self.parts[place].segment.read_postings(begin, end)) for place, begin, end in standing.extents]
        documents = np.frombuffer(b"".join([one for one, _ in read]), dtype=np.uint16).astype(np.int32)
        begin = 0
        for place, first, last in standing.extents:
            documents[begin : begin + last - first] += self.starts[place]
            begin += last - first
        fields = np.frombuffer(b"".join([other for _, other in read]), dtype=np.uint8)
        return Postings(documents, self.impact.values(documents, fields))

    def _impacts_of(self, older: Snapshot | None) -> dict[tuple[str, int], Floats]:
        if older is None or older.mean_lengths != self.mean_lengths:
            return {}
        names = {part.segment.name for part in self.parts}
        return {key: row for key, row in older.impact.rows.items() if key[0] in names}

    def _vector_rows_of(self, older: Snapshot | None) -> dict[str, npt.NDArray[np.int64]]:
        if older is None or [block.name for block in older.vectors] != [block.name for block in self.vectors]:
            return {}
        names = {part.segment.name for part in self.parts}
        return {name: rows for name, rows in older._rows.items() if name in names}

    def likeness(self, query: Vectors) -> Floats:
        """The dot product of a query's vector with every vector of the snapshot; one more, NaN, for row -1."""
        found = [block.vectors @ query for block in self.vectors]
        return np.concatenate([*found, np.array([np.nan], dtype=np.float32)])


def joined(arrays: Sequence[Array], kind: npt.DTypeLike) -> Array:
    """Arrays one behind the other; a single one is not copied, and none at all make an empty one."""
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=kind)


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
    parts = [
        live_part(store, entry, old_parts[entry.name].segment if entry.name in old_parts else None)
        for entry in manifest.segments
    ]
    return Snapshot(manifest, parts, vectors, settings, before)


def live_part(store: Store, entry: SegmentEntry, segment: Segment | None = None) -> LivePart:
    """A segment of the manifest, opened (unless it is already) together with the marks of its removed documents."""
    segment = segment or Segment(entry.name, store.block(entry.name))
    alive = np.ones(segment.size, dtype=np.bool_)
    if entry.removed:
        removed = store.block(entry.removed).arrays["removed"]
        alive = ~np.unpackbits(removed, count=segment.size).astype(np.bool_)
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
