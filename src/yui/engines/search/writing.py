"""Writing: new segments, removed documents, merges. A change is prepared in whole, then published at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import log
from operator import itemgetter
from typing import TypeVar
from uuid import uuid4

import numpy as np

from yui.engines.search.blocks import packed
from yui.engines.search.building import built
from yui.engines.search.documents import Document
from yui.engines.search.merging import merged
from yui.engines.search.segments import LARGEST
from yui.engines.search.snapshot import LivePart, Mask, live_part
from yui.engines.search.store import Manifest, SegmentEntry, Store, VectorEntry
from yui.engines.search.vectors import VectorBlock, Vectors, vector_block

BATCH = 2_048
"""Documents that are cut into words before they are written as a segment: bounds the memory of a large put."""

TOGETHER = 4
"""Segments of like size (within a factor of as many) that are merged into one."""

SMALL = 256
"""Segments below this size are merged at every change: each costs every search as much as a large one."""


MOSTLY = 0.3
"""Share of removed documents from which on a segment is written anew."""

Entry = TypeVar("Entry")


class Writer:
    """One change of an index, from a manifest to the next; use it while holding the right to write."""

    def __init__(self, store: Store, manifest: Manifest, parts: Sequence[LivePart]) -> None:
        self.store = store
        self.manifest = manifest
        self.parts = {part.segment.name: part for part in parts}
        self.segments: list[SegmentEntry] = list(manifest.segments)
        self.vectors = list(manifest.vectors)

    def _name(self, family: str) -> str:
        """A name that no block has ever had, so that a copy kept from a change that failed is never mistaken for it."""
        return f"{family}-{uuid4().hex}"

    def add(self, documents: Iterable[Document]) -> int:
        """Write documents as new segments; of several with one id the last one counts."""
        latest = {document.id: document for document in documents}
        self.remove(latest)
        for batch in _batches(latest.values()):
            name = self._name("s")
            self.store.save(name, built(batch, self.manifest.fields))
            self.segments.append(SegmentEntry(name, len(batch)))
        return len(latest)

    def remove(self, ids: Iterable[str]) -> int:
        """Mark documents as removed; how many there were."""
        wanted = list(ids)
        total = 0
        for place, entry in enumerate(self.segments):
            part = self.parts.get(entry.name)
            if part is None:
                continue
            numbers = [number for one in wanted if (number := part.segment.number_of(one)) is not None]
            gone = [number for number in numbers if part.alive[number]]
            if gone:
                alive = part.alive.copy()
                alive[gone] = False
                self.segments[place] = self._marked(entry, alive)
                total += len(gone)
        return total

    def _marked(self, entry: SegmentEntry, alive: Mask) -> SegmentEntry:
        name = self._name("r")
        self.store.save(name, packed({}, {"removed": np.packbits(~alive)}))
        return SegmentEntry(entry.name, entry.documents, name, int(np.count_nonzero(~alive)))

    def drop_empty(self) -> None:
        """Forget segments of which nothing is left."""
        self.segments = [entry for entry in self.segments if entry.removed_count < entry.documents]

    def add_vectors(self, encoder: str, keys: Sequence[int], vectors: Vectors) -> None:
        """Keep vectors of texts, by their keys; small blocks are joined with the ones before."""
        name = self._name("v")
        self.store.save(name, vector_block(encoder, np.array(keys, dtype=np.uint64), vectors))
        self.vectors.append(VectorEntry(name, encoder, len(keys)))

    def tidy(self) -> None:
        """Join small segments and small blocks of vectors, and write anew a segment that is mostly removed.

        What was joined may be joined again with others of its new size, until no more than a few of each size are left.
        """
        while groups := _groups(self._sized(), LARGEST):
            for group in groups:
                self._merge(group)
        for entry in list(self.segments):
            if entry.removed_count > entry.documents * MOSTLY:
                self._merge([entry])
        for encoder in {entry.encoder for entry in self.vectors}:
            while alike := _groups(self._blocks_of(encoder), LARGEST * 4):
                for blocks in alike:
                    self._merge_vectors(blocks)

    def join_all(self) -> None:
        """Join all segments into as few as there can be: worth it when all of them are new."""
        for group in _packed(self._sized(), LARGEST):
            if len(group) > 1:
                self._merge(group)

    def _sized(self) -> list[tuple[int, SegmentEntry]]:
        return [(entry.documents - entry.removed_count, entry) for entry in self.segments]

    def _blocks_of(self, encoder: str) -> list[tuple[int, VectorEntry]]:
        return [(entry.rows, entry) for entry in self.vectors if entry.encoder == encoder]

    def _merge(self, entries: Sequence[SegmentEntry]) -> None:
        name = self._name("s")
        parts = [live_part(self.store, entry) for entry in entries]
        self.store.save(name, merged([(part.segment, part.alive) for part in parts], self.manifest.fields))
        count = sum(entry.documents - entry.removed_count for entry in entries)
        self.segments = [entry for entry in self.segments if entry not in entries] + [SegmentEntry(name, count)]

    def _merge_vectors(self, entries: Sequence[VectorEntry]) -> None:
        blocks = [VectorBlock(entry.name, self.store.block(entry.name)) for entry in entries]
        keys, places = np.unique(np.concatenate([block.keys for block in blocks]), return_index=True)
        vectors = np.concatenate([block.vectors for block in blocks])[places]
        name = self._name("v")
        self.store.save(name, vector_block(entries[0].encoder, keys, vectors))
        self.vectors = [entry for entry in self.vectors if entry not in entries]
        self.vectors.append(VectorEntry(name, entries[0].encoder, len(keys)))

    def publish(self) -> Manifest:
        """Put the change in force."""
        manifest = self.manifest.following(segments=tuple(self.segments), vectors=tuple(self.vectors))
        self.store.publish(manifest)
        return manifest


def _groups(sized: Sequence[tuple[int, Entry]], largest: int) -> list[list[Entry]]:
    """Entries of like size that are many enough to be joined, in groups that are small enough together."""
    tiers: dict[int, list[tuple[int, Entry]]] = defaultdict(list)
    for size, entry in sized:
        tiers[int(log(size / SMALL, TOGETHER)) + 1 if size >= SMALL else 0].append((size, entry))
    return [
        group
        for tier, entries in tiers.items()
        for group in _packed(entries, largest)
        if len(group) >= (TOGETHER if tier else 2)
    ]


def _packed(sized: Iterable[tuple[int, Entry]], largest: int) -> list[list[Entry]]:
    """Entries in groups that are small enough together, the smallest first."""
    groups: list[list[Entry]] = [[]]
    total = 0
    for size, entry in sorted(sized, key=itemgetter(0)):
        if total + size > largest:
            groups.append([])
            total = 0
        groups[-1].append(entry)
        total += size
    return groups


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    remaining = iter(documents)
    while batch := list(islice(remaining, BATCH)):
        yield batch
