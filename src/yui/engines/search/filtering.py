"""Hard filters and facets over a snapshot, with the number of hits that each filter took away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from yui.engines.search.documents import AnyOf, Between, Filter
from yui.engines.search.segments import KIND
from yui.engines.search.snapshot import LivePart, Mask, Snapshot, joined


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


def passing_all(snapshot: Snapshot, rule: Filter) -> Mask:
    """The documents of a snapshot that pass a filter."""
    return joined([passing(part, rule) for part in snapshot.parts], np.bool_)


def of_kinds(snapshot: Snapshot, kinds: Sequence[str]) -> Mask:
    """The living documents of these kinds; of all kinds where none is named."""
    return snapshot.alive & passing_all(snapshot, AnyOf(KIND, tuple(kinds))) if kinds else snapshot.alive


def filtered(
    snapshot: Snapshot, candidates: Mask, rules: Sequence[Filter]
) -> tuple[Mask, tuple[tuple[Filter, int], ...]]:
    """The candidates that pass all filters, and how many each filter, in this order, took away."""
    left = candidates
    removed: list[tuple[Filter, int]] = []
    for rule in rules:
        before = count(left)
        left = left & passing_all(snapshot, rule)
        removed.append((rule, before - count(left)))
    return left, tuple(removed)


def count(mask: Mask) -> int:
    """How many documents are marked."""
    return int(np.count_nonzero(mask))


def without(snapshot: Snapshot, mask: Mask, ids: frozenset[str]) -> Mask:
    """The same mask without some documents."""
    numbers = [number for one in ids if (number := snapshot.number_of(one)) is not None]
    if not numbers:
        return mask
    left = mask.copy()
    left[numbers] = False
    return left


def counted(snapshot: Snapshot, mask: Mask, names: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """For each facet its values with the number of marked documents, the most frequent first."""
    counts: dict[str, Mapping[str, int]] = {}
    for name in names:
        total: Counter[str] = Counter()
        for part, start in zip(snapshot.parts, snapshot.starts, strict=False):
            if facet := part.segment.facet(name):
                total.update(facet.counted(mask[start : start + part.size]))
        counts[name] = dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))
    return counts
