"""One search from the question to the page: words, meaning, filters, order, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yui.engines.search import explaining, filtering, fusion
from yui.engines.search.asking import Asked
from yui.engines.search.documents import Hit, Query, Results
from yui.engines.search.ranking import WordRanking, WordScores
from yui.engines.search.settings import FieldWeight
from yui.engines.search.snapshot import Floats, Mask, Snapshot
from yui.engines.search.vectors import Vectors

NEAR = 2.0
"""Standard deviations of meaning from which on a document without a common word counts as a hit."""


@dataclass(frozen=True)
class _Scored:
    """The scores of all documents, part by part, and what they are made of."""

    total: list[Floats]
    words: WordScores
    meaning: dict[str, list[Floats]]
    hits: list[Mask]


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
        self.background = [filtering.of_kinds(part, query.kinds) for part in snapshot.parts]

    def results(self) -> Results:
        """The page asked for, with counts and reasons."""
        scored = self._scored()
        left, removed = filtering.filtered(self.snapshot, self._candidates(scored), self.query.filters)
        order = self._order(scored.total, left, self.query.offset + self.query.limit)
        page = order[self.query.offset :]
        best = float(scored.total[order[0][0]][order[0][1]]) if order else None
        hits = self._hits(scored, page)
        return Results(
            hits=hits,
            total=filtering.count(left),
            facets=filtering.counted(self.snapshot, left, self.query.facets),
            removed=removed,
            confidence=fusion.confidence(best, with_meaning=bool(scored.meaning)),
        )

    def ranking(self) -> list[str]:
        """The ids of all hits, best first."""
        scored = self._scored()
        left, _ = filtering.filtered(self.snapshot, self._candidates(scored), self.query.filters)
        order = self._order(scored.total, left, self.snapshot.size)
        return [self.snapshot.parts[place].segment.document(number).id for place, number in order]

    def features(self) -> dict[str, dict[str, float]]:
        """For all hits, best first: the word score and the meaning of each field, by the id."""
        scored = self._scored()
        found = {}
        for place, number in self._order(scored.total, self._candidates(scored), self.snapshot.size):
            near = {name: float(values[place][number]) for name, values in scored.meaning.items()}
            document_id = self.snapshot.parts[place].segment.document(number).id
            found[document_id] = {"words": float(scored.words.totals[place][number]), **near}
        return found

    def _candidates(self, scored: _Scored) -> list[Mask]:
        candidates = [hits & known for hits, known in zip(scored.hits, self.background, strict=True)]
        return filtering.without(self.snapshot, candidates, self.query.exclude)

    def _scored(self) -> _Scored:
        if not self.asked.text.strip():
            nothing = WordScores.nothing(self.snapshot)
            return _Scored(nothing.totals, nothing, {}, list(self.background))
        words = WordRanking(self.snapshot, self.asked).scores()
        total = words.totals
        hits: list[Mask] = [part > 0 for part in total]
        meaning = self._meaning()
        if meaning:
            total = [np.float32(self.settings.words) * part for part in total]
        for name, values in meaning.items():
            weight = np.float32(self._weight(name))
            total = [before + weight * more for before, more in zip(total, values, strict=True)]
            hits = [found | (more >= NEAR) for found, more in zip(hits, values, strict=True)]
        return _Scored(total, words, meaning, list(self.background) if self.query.every else hits)

    def _weight(self, name: str) -> float:
        return self.settings.fields.get(name, FieldWeight()).meaning

    def _meaning(self) -> dict[str, list[Floats]]:
        """For each field and document: how much more alike than usual its vector is, in standard deviations."""
        if self.question is None or not self.snapshot.vectors:
            return {}
        likeness = self.snapshot.likeness(self.question.vector)
        return {
            name: fusion.standardised(
                [likeness[part.rows[bit]] for part in self.snapshot.parts], self.background, self.question.usual
            )
            for bit, name in enumerate(self.snapshot.manifest.fields)
        }

    def _order(self, total: Sequence[Floats], masks: Sequence[Mask], wanted: int) -> list[tuple[int, int]]:
        """(part, document) of the best hits, as many as wanted; ties by the hash of the id, which favours nobody."""
        best: list[tuple[float, int, int, int]] = []
        limit = -np.inf
        for place, (scores, mask) in enumerate(zip(total, masks, strict=True)):
            # What is below the best of the parts before cannot come on the page.
            numbers = np.flatnonzero(mask & (scores >= limit)) if wanted else np.zeros(0, dtype=np.intp)
            if len(numbers) > wanted:
                values = scores[numbers]
                limit = np.partition(values, len(values) - wanted)[len(values) - wanted]
                numbers = numbers[values >= limit]
            ids = self.snapshot.parts[place].segment.ids
            order = np.lexsort((ids[numbers], -scores[numbers]))[:wanted]
            best += [(-float(scores[number]), int(ids[number]), place, int(number)) for number in numbers[order]]
        return [(place, number) for _, _, place, number in sorted(best)[:wanted]]

    def _hits(self, scored: _Scored, page: Sequence[tuple[int, int]]) -> tuple[Hit, ...]:
        """The hits of a page, in its order, explained part by part."""
        hits: dict[tuple[int, int], Hit] = {}
        for place in {place for place, _ in page}:
            numbers = [number for part, number in page if part == place]
            explainer = explaining.Explainer(self.snapshot.parts[place].segment)
            evidence = explaining.met(scored.words.evidence, place, numbers)
            for number, found in zip(numbers, evidence, strict=True):
                hits[place, number] = self._hit(scored, explainer, (place, number), found)
        return tuple(hits[key] for key in page)

    def _hit(
        self, scored: _Scored, explainer: explaining.Explainer, key: tuple[int, int], found: list[explaining.Met]
    ) -> Hit:
        place, number = key
        document = explainer.segment.document(number)
        near = {name: float(values[place][number]) for name, values in scored.meaning.items()}
        meaning = sum(self._weight(name) * value for name, value in near.items())
        reasons = explainer.reasons(document, found, meaning if max(near.values(), default=0) >= NEAR else 0)
        parts = {"words": float(scored.words.totals[place][number]), **{f"meaning.{k}": v for k, v in near.items()}}
        return Hit(document, float(scored.total[place][number]), parts, reasons)
