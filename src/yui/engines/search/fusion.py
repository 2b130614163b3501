"""Words and meaning in one score, each on a scale that does not depend on how many documents there are.

Meaning is measured in standard deviations over the documents in question. Words are not: most documents hold none of
them, so their deviation shrinks as an index grows, and one rare word would outweigh all meaning. They are measured
against the question instead: against the geometric mean of the best score found and the best that its words could give.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yui.engines.search.snapshot import Floats, Mask

PRIOR = 20.0
"""Documents' worth of trust in the usual mean and deviation, so that a collection of five is not its own measure."""

USUAL_LIKENESS = (0.80, 0.03)
"""Mean and deviation of the cosine of a question and a text of no relation, for multilingual-e5-small."""


FULL = 2.0
"""What a word could add for each unit of its idf if it stood in all fields of a short document."""

WORD_SCALE = 8.0
"""Standard deviations' worth of a document that holds all words of the question."""


def measured(words: Sequence[Floats], background: Sequence[Mask], idfs: float) -> list[Floats]:
    """Word scores on the scale of meaning; `idfs` is the sum of the idf of the words asked for."""
    best = max((float(part[mask].max(initial=0.0)) for part, mask in zip(words, background, strict=True)), default=0.0)
    if best <= 0:
        return list(words)
    return [part * np.float32(WORD_SCALE / (best * max(FULL * idfs, best)) ** 0.5) for part in words]


def standardised(
    values: Sequence[Floats], background: Sequence[Mask], usual: tuple[float, float] | None
) -> list[Floats]:
    """The values in standard deviations from the mean over the background; what has no value (NaN) gets 0, the mean.

    `usual` is a prior for mean and deviation (None: no prior).
    """
    chosen = [part[mask] for part, mask in zip(values, background, strict=True)]
    count = sum(int(np.count_nonzero(~np.isnan(part))) for part in chosen)
    mean = sum(float(np.nansum(part, dtype=np.float64)) for part in chosen) / max(count, 1)
    spread = sum(float(np.nansum((part - mean) ** 2, dtype=np.float64)) for part in chosen)
    if usual:
        weight = PRIOR / (count + PRIOR)
        prior_mean, prior_deviation = usual
        spread = (spread + PRIOR * prior_deviation**2 + count * weight * (mean - prior_mean) ** 2) / (count + PRIOR)
        mean += weight * (prior_mean - mean)
    else:
        spread /= max(count, 1)
    deviation = max(spread**0.5, 1e-6)
    return [np.nan_to_num((part - np.float32(mean)) / np.float32(deviation)).astype(np.float32) for part in values]
