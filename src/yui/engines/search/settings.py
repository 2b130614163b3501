"""The weights of the engine: what was measured, in one value that an operator may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class FieldWeight:
    """How a field counts: its weight for words, how much its length matters (0 to 1), and the weight of its vector."""

    words: float = 1.0
    length: float = 0.35
    meaning: float = 0.58


@dataclass(frozen=True)
class Adapter:
    """A learnt shift of a question's vector: question + (question - middle) · matrix, for one encoder only."""

    encoder: str
    matrix: npt.NDArray[np.float32]
    middle: npt.NDArray[np.float32]

    def shifted(self, question: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The question's vector, shifted, of length 1."""
        moved = (question + (question - self.middle) @ self.matrix).astype(np.float32)
        return moved / np.float32(np.linalg.norm(moved))


def _title_and_body() -> Mapping[str, FieldWeight]:
    return {"title": FieldWeight(3.0, 0.5, 0.67), "body": FieldWeight(1.0, 0.35, 0.58)}


@dataclass(frozen=True)
class Settings:
    """All weights. The field names are fixed when an index is made; everything else may change at any time.

    A word counts once a field, however often it stands there (R6.6: keyword stuffing does not raise rank), and the
    sum over the fields is saturated by `saturation` (k1 of BM25F). `synonyms`, `substrings` and `phrases` say how much a
    synonym, a text whose words nobody knows and a text that also stands verbatim count beside a word; `words` says how
    much a unit of word score counts beside a standard deviation of meaning.
    """

    fields: Mapping[str, FieldWeight] = field(default_factory=_title_and_body)
    saturation: float = 1.5
    synonyms: float = 0.4
    substrings: float = 0.5
    phrases: float = 0.05
    words: float = 0.18
    adapter: Adapter | None = None
