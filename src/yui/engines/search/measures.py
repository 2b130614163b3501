"""How good a ranking is, by the usual measures; each takes the grades of the documents in the order found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2

Judgements = Mapping[str, Mapping[str, int]]
"""For each question the grade of each document that is right for it (1 or more)."""


@dataclass(frozen=True)
class Measures:
    """Means over all questions that have a right document."""

    map: float
    mrr: float
    sr1: float
    sr5: float
    ndcg10: float
    n: int


def average_precision(grades: Sequence[int], right: int) -> float:
    """Mean over all right documents of the precision at the place of each."""
    found, total = 0, 0.0
    for place, grade in enumerate(grades, start=1):
        if grade > 0:
            found += 1
            total += found / place
    return total / right if right else 0.0


def reciprocal_rank(grades: Sequence[int]) -> float:
    """1 / place of the first right document, 0 without one."""
    return next((1 / place for place, grade in enumerate(grades, start=1) if grade > 0), 0.0)


def ndcg(grades: Sequence[int], all_grades: Sequence[int], depth: int = 10) -> float:
    """Discounted gain (2^grade - 1) of the first places, as a share of the best possible order."""
    best = _gain(sorted(all_grades, reverse=True)[:depth])
    return _gain(grades[:depth]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def measured(rankings: Mapping[str, Sequence[str]], judgements: Judgements) -> Measures:
    """The means over the judged questions; a question without a ranking counts as nothing found."""
    judged = {query: grades for query, grades in judgements.items() if any(grade > 0 for grade in grades.values())}
    rows = []
    for query, right in judged.items():
        grades = [right.get(document, 0) for document in rankings.get(query, ())]
        positive = [grade for grade in right.values() if grade > 0]
        rows.append(
            (
                average_precision(grades, len(positive)),
                reciprocal_rank(grades),
                float(any(grade > 0 for grade in grades[:1])),
                float(any(grade > 0 for grade in grades[:5])),
                ndcg(grades, positive),
            )
        )
    count = max(len(rows), 1)
    means = [sum(column) / count for column in zip(*rows, strict=True)] if rows else [0.0] * 5
    average, reciprocal, first, five, gain = means
    return Measures(average, reciprocal, first, five, gain, len(rows))
