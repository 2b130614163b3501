"""What a word adds to a document: BM25F with a count of one a field, computed before anybody asks."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from yui.engines.search.segments import Segment
from yui.engines.search.settings import FieldWeight, Settings

Floats = npt.NDArray[np.float32]


class Impact:
    """What a word of weight 1 adds to each document, by the set of fields in which it stands.

    The row of a set is computed when the set is first met: most never are, and take no memory until then. `rows` keeps
    it segment by segment, so that the next snapshot takes over those of segments that stayed; it is replaced as a whole and
    never changed, so it may be read while threads ask.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        mean_lengths: Mapping[str, float],
        settings: Settings,
        rows: Mapping[tuple[str, int], Floats],
    ) -> None:
        self.rows = rows
        self._segments = segments
        self._mean_lengths = mean_lengths
        self._settings = settings
        self._filling = threading.Lock()
        self._filled: frozenset[int] = frozenset()
        self._size = sum(segment.size for segment in segments)
        self._table = np.zeros((2 ** len(mean_lengths), self._size), dtype=np.float32)

    def values(self, documents: npt.NDArray[np.int32], fields: npt.NDArray[np.uint8]) -> Floats:
        """For each posting (document, fields as bits) what it adds."""
        # Noted before the table is read: a row that another thread fills after this counts as missing, and is read again.
        filled = self._filled
        # In this order and these types NumPy is several times quicker than with a table looked up by two indexes.
        places = fields.astype(np.int32)
        places *= np.int32(self._size)
        places += documents
        values: Floats = self._table.reshape(-1).take(places.astype(np.intp), mode="clip")
        if len(values) and values.min() == 0:
            missing = set(np.bincount(fields).nonzero()[0].tolist()) - filled
            if missing:
                self._fill(missing)
                return self.values(documents, fields)
        return values

    def _fill(self, sets: Iterable[int]) -> None:
        """Compute the rows of these sets, but not those that another thread has computed meanwhile."""
        with self._filling:
            for bits in set(sets) - self._filled:
                rows = dict(self.rows)
                begin = 0
                for segment in self._segments:
                    row = self._table[bits, begin : begin + segment.size]
                    row[:] = self._row(segment, bits)
                    # The row is kept as a view of the table and not as a second copy.
                    rows[segment.name, bits] = row
                    begin += segment.size
                self.rows = rows
                self._filled |= {bits}

    def _row(self, segment: Segment, bits: int) -> Floats:
        """BM25F with a count of one a field: the weighted fields are added, then saturated."""
        known = self.rows.get((segment.name, bits))
        if known is not None:
            return known
        total = np.zeros(segment.size, dtype=np.float32)
        for bit, (name, lengths) in enumerate(zip(segment.fields, segment.lengths, strict=True)):
            if bits >> bit & 1:
                weight = self._settings.fields.get(name, FieldWeight())
                relative = lengths.astype(np.float32) / np.float32(self._mean_lengths[name])
                total += np.float32(weight.words) / (1 - weight.length + weight.length * relative)
        k = np.float32(self._settings.saturation)
        saturated: Floats = total * (k + 1) / (total + k)
        return saturated
