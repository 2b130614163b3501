"""Finding needs of different towns that are alike: those that find the same services and cases (R6.7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yui.engines.search.groups import Group, Link, grouped, similarities
from yui.solving import finding
from yui.solving.matching.rules.sharing import may_form_group
from yui.solving.needs.queries import NeedFacts

MOST_NEEDS = 400
KINDS = ("service", "case")


@dataclass(frozen=True)
class FoundGroup:
    """Needs that are alike, those that perhaps are, and how alike the least alike pair is."""

    needs: tuple[int, ...]
    neighbours: tuple[int, ...]
    likeness: float


def alike_needs(needs: Sequence[NeedFacts]) -> list[FoundGroup]:
    """Tight groups of two and more towns, each with its looser neighbours. A town is in a group with one need only."""
    looked_at = list(needs)[:MOST_NEEDS]
    if len(looked_at) < 2:
        return []
    profiles = [finding.index_profile(need.title, need.body, kinds=KINDS) for need in looked_at]
    alike = similarities(profiles)
    loose = [set(group.members) for group in grouped(alike, Link.AVERAGE)]
    found = [_group(looked_at, group, loose) for group in grouped(alike, Link.COMPLETE)]
    return [group for group in found if group is not None]


def _group(needs: Sequence[NeedFacts], tight: Group, loose: Iterable[set[int]]) -> FoundGroup | None:
    of_town: dict[int, int] = {}
    for place in tight.members:
        of_town.setdefault(needs[place].owner_id, place)
    if not may_form_group(list(of_town)):
        return None
    members = set(of_town.values())
    near = {place for group in loose if group & members for place in group} - members
    return FoundGroup(
        tuple(needs[place].pk for place in sorted(members)),
        tuple(needs[place].pk for place in sorted(near)),
        tight.least,
    )
