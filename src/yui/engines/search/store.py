"""What a place that keeps an index must do: hold blocks that never change, and swap one manifest for the next at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import Any, Protocol
from uuid import uuid4

from yui.engines.search.blocks import Block

FORMAT = 1


class IndexBroken(Exception):
    """The index cannot be read; it has to be built anew from the records it was made of."""


@dataclass(frozen=True)
class SegmentEntry:
    """A segment of the index, the number of its documents, and the block that marks the removed ones (bits)."""

    name: str
    documents: int
    removed: str | None = None
    removed_count: int = 0


@dataclass(frozen=True)
class VectorEntry:
    """A block of vectors, made by one encoder."""

    name: str
    encoder: str
    rows: int


@dataclass(frozen=True)
class Manifest:
    """Everything the index consists of at one moment; what it does not name is not part of the index.

    `version` is different for every manifest ever made and empty for an index without one; `words` is the fingerprint
    of the dictionary with which the documents were cut into words.
    """

    version: str = ""
    fields: tuple[str, ...] = ()
    words: str = ""
    segments: tuple[SegmentEntry, ...] = ()
    vectors: tuple[VectorEntry, ...] = ()

    def following(self, **changes: Any) -> Manifest:
        """The next manifest, with these changes."""
        return replace(self, version=uuid4().hex, **changes)

    def names(self) -> set[str]:
        """All blocks it needs."""
        removed = {entry.removed for entry in self.segments if entry.removed}
        return {entry.name for entry in self.segments} | {entry.name for entry in self.vectors} | removed

    def written(self) -> str:
        """As JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False)

    def head(self) -> bytes:
        """The first bytes of its JSON, which tell it from every other manifest."""
        return f'{{"format": {FORMAT}, "version": "{self.version}"'.encode()

    @staticmethod
    def read(text: str | bytes) -> Manifest:
        """From JSON; an IndexBroken for anything else."""
        try:
            content = json.loads(text)
            if content.pop("format") != FORMAT:
                raise IndexBroken("another format of index")
            content["fields"] = tuple(content["fields"])
            content["segments"] = tuple(SegmentEntry(**entry) for entry in content["segments"])
            content["vectors"] = tuple(VectorEntry(**entry) for entry in content["vectors"])
            return Manifest(**content)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexBroken("the manifest of the index cannot be read") from error


class Store(Protocol):
    """A place that keeps an index. Reading never waits for writing."""

    def manifest(self, known: Manifest | None) -> Manifest:
        """The manifest in force; the same object again while nothing has changed (asked before every search)."""
        ...

    def block(self, name: str) -> Block:
        """A block opened for reading; KeyError when it is gone (a newer manifest stands)."""
        ...

    def writing(self) -> AbstractContextManager[Manifest]:
        """The right to write, held by one at a time, with the manifest to start from."""
        ...

    def save(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Keep a block, safely on disk when this returns; it counts once a manifest names it."""
        ...

    def publish(self, manifest: Manifest) -> None:
        """Put a manifest in force, wholly or not at all, and drop blocks that are needed no more."""
        ...
