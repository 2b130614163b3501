"""Needs that are alike: those that find the same cases and services, not those that use the same words.

A need's profile is what it finds: the best hits, weighted by softmax. Two profiles are compared by the cosine of their
square roots. Tight groups (complete link: every two members are alike) may be proposed by the machine; loose ones
(average link) are shown as "also perhaps". A person confirms; a group is a link between needs, never a merge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, sqrt

import numpy as np
import numpy.typing as npt

Profile = Mapping[str, float]
"""The share of each document found; the shares sum to 1."""

DEPTH = 20
"""Hits that make a profile."""

TIGHT = 0.6
"""Likeness that every two members of a tight group have at least."""

LOOSE = 0.4
"""Mean likeness of the members of a loose group."""


class Link(StrEnum):
    """How alike two groups are: as their least alike pair, or as their pairs on average."""

    COMPLETE = "complete"
    AVERAGE = "average"


@dataclass(frozen=True)
class Group:
    """Members by their place in the list that was grouped, ascending, and how alike its least alike pair is."""

    members: tuple[int, ...]
    least: float


def profile_of(scores: Mapping[str, float]) -> Profile:
    """The profile from the scores of the documents found."""
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:DEPTH]
    weights = {document: exp(score - best[0][1]) for document, score in best}
    total = sum(weights.values())
    return {document: weight / total for document, weight in weights.items()}


def profile_similarity(one: Profile, other: Profile) -> float:
    """How alike two profiles are, from 0 (nothing in common) to 1 (the same)."""
    return min(1.0, sum(sqrt(share * other[document]) for document, share in one.items() if document in other))


def similarities(profiles: Sequence[Profile]) -> npt.NDArray[np.float32]:
    """How alike every two profiles are: a symmetric matrix."""
    columns = {name: place for place, name in enumerate({document for profile in profiles for document in profile})}
    roots = np.zeros((len(profiles), len(columns)), dtype=np.float32)
    for row, profile in zip(roots, profiles, strict=True):
        for document, share in profile.items():
            row[columns[document]] = sqrt(share)
    alike: npt.NDArray[np.float32] = np.minimum(roots @ roots.T, np.float32(1.0))
    return alike


def grouped(
    alike: npt.NDArray[np.float32], link: Link = Link.COMPLETE, threshold: float | None = None
) -> tuple[Group, ...]:
    """Groups of two and more; the most alike are joined first, until no two groups are as alike as the threshold.

    `alike` is a symmetric matrix of likeness, one row a thing. Everybody is in one group at most.
    """
    limit = threshold if threshold is not None else (TIGHT if link is Link.COMPLETE else LOOSE)
    left = alike.astype(np.float64, copy=True)
    np.fill_diagonal(left, -np.inf)
    members = {place: [place] for place in range(len(left))}
    nearest = left.argmax(axis=1) if len(left) else np.zeros(0, dtype=np.intp)
    while len(members) > 1:
        one = int(left[np.arange(len(left)), nearest].argmax())
        other = int(nearest[one])
        if left[one, other] < limit:
            break
        _join(left, members, one, other, link)
        # Only rows that looked at one of the two, and the joined row itself, may have another nearest now.
        changed = np.flatnonzero((nearest == one) | (nearest == other))
        changed = np.union1d(changed, [one, other])
        nearest[changed] = left[changed].argmax(axis=1)
    return tuple(_group(alike, sorted(group)) for group in members.values() if len(group) > 1)


def _join(left: npt.NDArray[np.float64], members: dict[int, list[int]], one: int, other: int, link: Link) -> None:
    """Make two groups one: the row of the first becomes that of both, the second's is struck out."""
    if link is Link.COMPLETE:
        row = np.minimum(left[one], left[other])
    else:
        sizes = len(members[one]), len(members[other])
        row = (left[one] * sizes[0] + left[other] * sizes[1]) / sum(sizes)
    row[[one, other]] = -np.inf
    left[one], left[:, one] = row, row
    left[other], left[:, other] = -np.inf, -np.inf
    members[one] += members.pop(other)


def _group(alike: npt.NDArray[np.float32], group: list[int]) -> Group:
    between = alike[np.ix_(group, group)]
    return Group(tuple(group), float(between[np.triu_indices(len(group), 1)].min()))
