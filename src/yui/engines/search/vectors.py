"""Sentence vectors: the protocol of an encoder, and vectors kept by the hash of the text they stand for.

Vectors live apart from the segments, in blocks of their own: a document that is indexed again, or moves to another
segment, finds the vector of its text where it was, and nothing is embedded twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Protocol

import numpy as np
import numpy.typing as npt

from yui.engines.readings.sudachi import clean
from yui.engines.search.blocks import Block, packed

Vectors = npt.NDArray[np.float32]

LONGEST_PASSAGE = 1_000
"""Letters of a text that an encoder reads; what a text is about stands at its beginning."""

_SENTENCES = re.compile(r"[^。！？!?\n]*[。！？!?\n]*")
_STUTTER = re.compile(r"(\S{1,20}?)(?:[\s、,・]*\1){2,}")


class Encoder(Protocol):
    """Turns texts into vectors of length 1 whose dot product says how alike their meaning is."""

    @property
    def name(self) -> str:
        """Names the model; vectors of another name are never compared with its own."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    @property
    def usual_likeness(self) -> tuple[float, float]:
        """Mean and deviation of the dot product of a question and a text that has nothing to do with it."""
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what people ask, one a row."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of what documents say, one a row."""
        ...


def passage(text: str) -> str:
    """A text as the encoder reads it: without repeated sentences and stuttered words (R6.6), not longer than useful."""
    sentences = dict.fromkeys(part.strip() for part in _SENTENCES.findall(clean(text)[: 4 * LONGEST_PASSAGE]))
    return _STUTTER.sub(r"\1", " ".join(part for part in sentences if part))[:LONGEST_PASSAGE]


def passage_key(text: str) -> int:
    """The number under which the vector of a text is kept; 0 for a text without content."""
    content = text.strip()
    return (
        int.from_bytes(blake2b(content.encode("utf-8", "replace"), digest_size=8).digest(), "little") if content else 0
    )


class VectorBlock:
    """Vectors opened for reading: `keys` ascending, `vectors` of shape (len(keys), dimensions)."""

    def __init__(self, name: str, block: Block) -> None:
        self.name = name
        self.encoder: str = block.notes["encoder"]
        self.keys: npt.NDArray[np.uint64] = block.arrays["keys"]
        self.vectors: Vectors = block.arrays["vectors"]

    def rows(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        """The row of each key, or -1."""
        if not len(self.keys):
            return np.full(keys.shape, -1, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, places, -1)


def vector_block(encoder: str, keys: npt.NDArray[np.uint64], vectors: Vectors) -> list[bytes | memoryview]:
    """A new block of vectors, one row a key."""
    order = np.argsort(keys, kind="stable")
    return packed({"encoder": encoder}, {"keys": keys[order], "vectors": vectors[order]})
