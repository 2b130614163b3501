"""What may be a candidate, and what is known of outcomes: rooms that know more make themselves known at start-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yui.solving.matching.rules.weighing import Offered, Result
from yui.solving.needs.queries import NeedFacts


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Something that may help: how it shows itself, whose it is, and its facts for weighing."""

    title: str
    url: str
    partner_id: int
    offered: Offered


@dataclass(frozen=True, kw_only=True)
class CandidateSource:
    """A kind of candidate. `offers` gives those of these records that may be shown, seen from a need.

    The kind must also be a source of `finding`: that is where candidates are found by their texts.
    """

    kind: str
    label: Any
    offers: Callable[[Iterable[int], NeedFacts], Mapping[int, Offer]]
    most: int = 6


Outcomes = Callable[[str, Iterable[int]], Mapping[int, tuple[Result, ...]]]
"""For records of a kind: what came of them elsewhere."""

FindFollowing = Callable[[int], str | None]
"""For an introduction (its id): the address of what the organisation acted for has begun from it."""

_following: dict[str, FindFollowing] = {}
_sources: dict[str, CandidateSource] = {}
_outcomes: dict[str, Outcomes] = {}


def register_candidates(source: CandidateSource) -> None:
    """Let records of a kind be candidates; registering a kind again replaces it."""
    _sources[source.kind] = source


def register_outcomes(name: str, outcomes: Outcomes) -> None:
    """Tell what came of services or cases elsewhere; the name replaces what was registered under it."""
    _outcomes[name] = outcomes


def register_following(name: str, find: FindFollowing) -> None:
    """Tell what follows from a match; the name replaces what was registered under it."""
    _following[name] = find


def following(introduction: int) -> str | None:
    """The address of what follows from a match, as far as the organisation acted for has it."""
    found = (find(introduction) for _name, find in sorted(_following.items()))
    return next((one for one in found if one), None)


def every_source() -> tuple[CandidateSource, ...]:
    """All kinds of candidates: services first, then as they are called."""
    return tuple(sorted(_sources.values(), key=lambda source: (source.kind != "service", source.kind)))


def label_of(kind: str) -> Any:
    """What a kind of candidate is called."""
    return _sources[kind].label if kind in _sources else kind


def outcomes_of(kind: str, pks: Iterable[int]) -> dict[int, tuple[Result, ...]]:
    """What all rooms know of the outcomes of these records."""
    wanted = list(pks)
    found: dict[int, tuple[Result, ...]] = {}
    for outcomes in _outcomes.values():
        for pk, results in outcomes(kind, wanted).items():
            found[pk] = (*found.get(pk, ()), *results)
    return found
