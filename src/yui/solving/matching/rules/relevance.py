"""How far down the things found are still worth a coordinator's eye.

The index gives whatever shares a word with a need, and field, budget and users lift what has little to do with it. What
fits stands out: its text is as close, and it weighs as much, as a good part of the best of its kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from yui.solving.matching.rules.weighing import Weighed

LEAST_WEIGHT = 0.36
"""Of what the best of the kind weighs: all that the demo region's coordinator introduced weighs that much."""

LEAST_CLOSENESS = 1 / 3
"""Of the closeness of the closest text. Below it only a common word was shared (訓練, 半年, 自動)."""


def relevant(order: Sequence[Weighed], *, most: int) -> list[Weighed]:
    """Those of one kind, best first, that are worth showing, in their order: always the first, at most `most`."""
    if not order:
        return []
    best = order[0]
    closest = max(_closeness(one) for one in order)
    return [
        one
        for one in order
        if one is best or (one.total >= LEAST_WEIGHT * best.total and _closeness(one) >= LEAST_CLOSENESS * closest)
    ][:most]


def _closeness(one: Weighed) -> float:
    return one.parts["text"]
