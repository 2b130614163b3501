"""One search from the question to the page: words, meaning, filters, order, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yui.engines.search import explaining, filtering, fusion
from yui.engines.search.asking import Asked
from yui.engines.search.documents import Hit, Query, Results
from yui.engines.search.ranking import WordRanking, WordScores
from yui.engines.search.settings import FieldWeight
from yui.engines.search.snapshot import Floats, Mask, Snapshot
from yui.engines.search.vectors import Vectors

NEAR = 2.0
"""Standard deviations of meaning from which on a document without a common word counts as a hit."""


HEAP = 256
"""Documents of which the best is taken, to see above which score the page must lie."""


@dataclass(frozen=True)
class _Scored:
    """The scores of all documents, and what they are made of."""

    total: Floats
    words: WordScores
    meaning: dict[str, Floats]
    hits: Mask


@dataclass(frozen=True)
class Question:
    """The vector of a question, and how alike texts of no relation usually are to one (see `Encoder`)."""

    vector: Vectors
    usual: tuple[float, float]


class Search:
    """One question against one snapshot."""

    def __init__(self, snapshot: Snapshot, asked: Asked, question: Question | None, query: Query) -> None:
        self.snapshot = snapshot
        self.settings = snapshot.settings
        self.asked = asked
        self.question = question
        self.query = query
        self.background = filtering.of_kinds(snapshot, query.kinds)

    def results(self) -> Results:
        """The page asked for, with counts and reasons."""
        scored = self._scored()
        left, removed = filtering.filtered(self.snapshot, self._candidates(scored), self.query.filters)
        order = self._order(scored.total, left, self.query.offset + self.query.limit)
        best = float(scored.total[order[0]]) if len(order) else None
        return Results(
            hits=self._hits(scored, order[self.query.offset :].tolist()),
            total=filtering.count(left),
            facets=filtering.counted(self.snapshot, left, self.query.facets),
            removed=removed,
            confidence=fusion.confidence(best, with_meaning=bool(scored.meaning)),
        )

    def ranking(self) -> list[str]:
        """The ids of all hits, best first."""
        scored = self._scored()
        left, _ = filtering.filtered(self.snapshot, self._candidates(scored), self.query.filters)
        order = self._order(scored.total, left, self.snapshot.numbers)
        return [self.snapshot.document(number).id for number in order.tolist()]

    def features(self) -> dict[str, dict[str, float]]:
        """For all hits, best first: the word score and the meaning of each field, by the id."""
        scored = self._scored()
        order = self._order(scored.total, self._candidates(scored), self.snapshot.numbers)
        return {self.snapshot.document(number).id: self._features(scored, number) for number in order.tolist()}

    def _features(self, scored: _Scored, number: int) -> dict[str, float]:
        near = {name: float(values[number]) for name, values in scored.meaning.items()}
        return {"words": float(scored.words.totals[number]), **near}

    def _candidates(self, scored: _Scored) -> Mask:
        return filtering.without(self.snapshot, scored.hits & self.background, self.query.exclude)

    def _scored(self) -> _Scored:
        if not self.asked.text.strip():
            nothing = WordScores.nothing(self.snapshot)
            return _Scored(nothing.totals, nothing, {}, self.background)
        words = WordRanking(self.snapshot, self.asked).scores()
        total = words.totals
        hits: Mask = total > 0
        meaning = self._meaning()
        if meaning:
            total = np.float32(self.settings.words) * total
        for name, values in meaning.items():
            total = total + np.float32(self._weight(name)) * values
            hits |= values >= NEAR
        return _Scored(total, words, meaning, self.background if self.query.every else hits)

    def _weight(self, name: str) -> float:
        return self.settings.fields.get(name, FieldWeight()).meaning

    def _meaning(self) -> dict[str, Floats]:
        """For each field and document: how much more alike than usual its vector is, in standard deviations."""
        if self.question is None or not self.snapshot.vectors:
            return {}
        likeness = self.snapshot.likeness(self.question.vector)
        return {
            name: fusion.standardised(likeness[rows], self.background, self.question.usual)
            for name, rows in zip(self.snapshot.manifest.fields, self.snapshot.rows, strict=True)
        }

    def _order(self, total: Floats, mask: Mask, wanted: int) -> npt.NDArray[np.intp]:
        """The best hits, as many as wanted; ties by the hash of the id, which favours nobody."""
        if not wanted:
            return np.zeros(0, dtype=np.intp)
        numbers = _above(total, mask, wanted)
        values = total[numbers]
        if len(numbers) > wanted:
            enough = values >= np.sort(values)[-wanted]
            numbers, values = numbers[enough], values[enough]
        return numbers[np.lexsort((self.snapshot.ids[numbers], -values))[:wanted]]

    def _hits(self, scored: _Scored, page: Sequence[int]) -> tuple[Hit, ...]:
        """The hits of a page, in its order, explained."""
        explainer = explaining.Explainer(self.snapshot)
        found = explaining.met(scored.words.evidence, page)
        return tuple(self._hit(scored, explainer, number, found[number]) for number in page)

    def _hit(
        self, scored: _Scored, explainer: explaining.Explainer, number: int, evidence: list[explaining.Met]
    ) -> Hit:
        segment, inside = self.snapshot.part_of(number)
        document = segment.document(inside)
        near = {name: float(values[number]) for name, values in scored.meaning.items()}
        meaning = sum(self._weight(name) * value for name, value in near.items())
        reasons = explainer.reasons(
            document, segment, evidence, meaning if max(near.values(), default=0) >= NEAR else 0
        )
        parts = {"words": float(scored.words.totals[number]), **{f"meaning.{k}": v for k, v in near.items()}}
        return Hit(document, float(scored.total[number]), parts, reasons)


def _above(total: Floats, mask: Mask, wanted: int) -> npt.NDArray[np.intp]:
    """Some marked documents, all of the best ones as many as wanted among them.

    The documents are dealt into heaps; the best of each heap are scores of different documents, so as many as wanted lie
    at or above the last of the best of those. Sorting all scores would cost as much as the search.
    """
    heaps = len(total) // HEAP
    if heaps <= wanted:
        return mask.nonzero()[0]
    # Choosing with np.where costs ten times as much as multiplying, for which what is marked has to be above zero.
    lowest = total.min()
    marked = np.multiply(total if lowest >= 0 else total - (lowest - 1), mask)
    best = marked[: heaps * HEAP].reshape(HEAP, heaps).max(axis=0)
    best.sort()
    limit = best[-wanted]
    return (marked >= limit).nonzero()[0] if limit > 0 else mask.nonzero()[0]
