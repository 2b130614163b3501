"""Hard filters and facets over a snapshot, with the number of hits that each filter took away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from yui.engines.search.documents import AnyOf, Between, Filter
from yui.engines.search.segments import KIND
from yui.engines.search.snapshot import LivePart, Mask, Snapshot


def passing(part: LivePart, rule: Filter) -> Mask:
    """The documents of a part that pass a filter."""
    if isinstance(rule, Between):
        values = part.segment.number(rule.number)
        if values is None:
            return np.full(part.size, rule.or_missing, dtype=np.bool_)
        within: Mask = (values >= rule.low) & (values <= rule.high)
        return within | np.isnan(values) if rule.or_missing else within
    facet = part.segment.facet(rule.facet)
    having = facet.having(rule.values) if facet else np.zeros(part.size, dtype=np.bool_)
    return having if isinstance(rule, AnyOf) else ~having


def of_kinds(part: LivePart, kinds: Sequence[str]) -> Mask:
    """The living documents of these kinds; of all kinds where none is named."""
    return part.alive & passing(part, AnyOf(KIND, tuple(kinds))) if kinds else part.alive


def filtered(
    snapshot: Snapshot, candidates: Sequence[Mask], rules: Sequence[Filter]
) -> tuple[list[Mask], tuple[tuple[Filter, int], ...]]:
    """The candidates that pass all filters, and how many each filter, in this order, took away."""
    left = list(candidates)
    removed: list[tuple[Filter, int]] = []
    for rule in rules:
        before = count(left)
        left = [mask & passing(part, rule) for part, mask in zip(snapshot.parts, left, strict=True)]
        removed.append((rule, before - count(left)))
    return left, tuple(removed)


def count(masks: Sequence[Mask]) -> int:
    """How many documents are marked."""
    return sum(int(np.count_nonzero(mask)) for mask in masks)


def without(snapshot: Snapshot, masks: Sequence[Mask], ids: frozenset[str]) -> list[Mask]:
    """The same masks without some documents."""
    if not ids:
        return list(masks)
    left = [mask.copy() for mask in masks]
    for part, mask in zip(snapshot.parts, left, strict=True):
        for document_id in ids:
            number = part.segment.number_of(document_id)
            if number is not None:
                mask[number] = False
    return left


def counted(snapshot: Snapshot, masks: Sequence[Mask], names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """For each facet its values with the number of marked documents, the most frequent first."""
    counts: dict[str, Mapping[str, int]] = {}
    for name in names:
        total: Counter[str] = Counter()
        for part, mask in zip(snapshot.parts, masks, strict=True):
            if facet := part.segment.facet(name):
                total.update(facet.counted(mask))
        counts[name] = dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))
    return counts
