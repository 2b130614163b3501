"""What several towns would pay together and apart (R6.7, R8.1). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Sharing:
    """Apart and together in yen; `difference` carries its sign (below 0: together costs less)."""

    apart: int
    together: int
    by_population: tuple[int, ...]
    equally: tuple[int, ...]

    @property
    def difference(self) -> int:
        """Together minus apart."""
        return self.together - self.apart


class Shared(StrEnum):
    """Which part of a price one contract could bring several towns once instead of once each."""

    ALL = "all"
    START = "start"
    RUNNING = "running"
    NOTHING = "nothing"


def shared_part(*, start: int, start_is_flat: bool, running: int, running_is_flat: bool) -> Shared:
    """What is flat may be paid once; what is paid by the household, head or piece is as much for all as for each."""
    once = [
        name
        for name, yen, flat in [("start", start, start_is_flat), ("running", running, running_is_flat)]
        if yen and flat
    ]
    counted = bool(start and not start_is_flat) or bool(running and not running_is_flat)
    if not once:
        return Shared.NOTHING
    return Shared(once[0]) if counted else Shared.ALL


def sharing(apart: Sequence[int], together: int, populations: Sequence[int]) -> Sharing:
    """How a common cost lies to the sum of the single ones, and how it splits by people and equally.

    Shares are whole yen and add up to the whole: what is left over goes to the first ones.
    """
    return Sharing(
        apart=sum(apart),
        together=together,
        by_population=split(together, populations if sum(populations) else [1] * len(apart)),
        equally=split(together, [1] * len(apart)),
    )


def split(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An amount in whole parts after weights, adding up to it; the largest remainders get what is left over."""
    whole = sum(weights)
    if not whole:
        return tuple(0 for _ in weights)
    parts = [amount * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), place))
    for place in remainders[: amount - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def may_form_group(governments: Sequence[int]) -> bool:
    """Whether needs can be a group: two or more, each of another town."""
    return len(governments) > 1 and len(set(governments)) == len(governments)
