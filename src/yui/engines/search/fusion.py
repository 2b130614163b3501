"""Words and meaning in one score, each on a scale that does not depend on how many documents there are.

Meaning is measured in standard deviations over the documents in question. Words are not: most documents hold none of
them, so their deviation shrinks as an index grows, and one rare word would outweigh all meaning. A BM25F score is
already the logarithm of how telling the match is; it is only scaled.
"""

from __future__ import annotations

import numpy as np

from yui.engines.search.documents import Confidence
from yui.engines.search.snapshot import Floats, Mask

PRIOR = 20.0
"""Documents' worth of trust in the usual mean and deviation, so that a collection of five is not its own measure."""


BANDS_WITH_MEANING = (2.0, 3.0, 4.7)
BANDS_OF_WORDS = (3.0, 8.0, 16.0)
"""Scores of the first hit from which on confidence is low, fair, high; read off the questions kept with the tests."""


def confidence(first: float | None, *, with_meaning: bool) -> Confidence:
    """How sure the first hit is, by its score."""
    low, fair, high = BANDS_WITH_MEANING if with_meaning else BANDS_OF_WORDS
    if first is None or first < low:
        return Confidence.NONE
    if first < fair:
        return Confidence.LOW
    return Confidence.FAIR if first < high else Confidence.HIGH


def standardised(values: Floats, background: Mask, usual: tuple[float, float]) -> Floats:
    """The values in standard deviations from the mean over the background; what has no value (NaN) gets 0, the mean.

    `usual` is what mean and deviation are where nothing is known of the collection (see `Encoder`).
    """
    known = values[background & ~np.isnan(values)]
    count = len(known)
    mean = float(known.sum(dtype=np.float64)) / max(count, 1)
    spread = float(((known - mean) ** 2).sum(dtype=np.float64))
    weight = PRIOR / (count + PRIOR)
    spread = (spread + PRIOR * usual[1] ** 2 + count * weight * (mean - usual[0]) ** 2) / (count + PRIOR)
    mean += weight * (usual[0] - mean)
    deviation = max(spread**0.5, 1e-6)
    found: Floats = np.nan_to_num((values - np.float32(mean)) / np.float32(deviation)).astype(np.float32)
    return found
