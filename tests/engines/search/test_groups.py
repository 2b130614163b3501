"""Alike needs are grouped tightly or loosely, and only when they find the same things."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.search.conftest import service
from yui.engines.search import Query, SearchIndex
from yui.engines.search.groups import Link, grouped, profile_of, profile_similarity, similarities

SCORES = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-5, 5), min_size=1, max_size=6)


@given(SCORES, SCORES)
def test_likeness_is_symmetric_and_between_nothing_and_one(one: dict[str, float], other: dict[str, float]) -> None:
    first, second = profile_of(one), profile_of(other)

    assert profile_similarity(first, first) == pytest.approx(1.0)
    assert profile_similarity(first, second) == pytest.approx(profile_similarity(second, first))
    assert 0 <= profile_similarity(first, second) <= 1
    assert similarities([first, second])[0, 1] == pytest.approx(profile_similarity(first, second), abs=1e-6)


def test_nothing_found_has_no_likeness() -> None:
    assert profile_similarity(profile_of({}), profile_of({"a": 1.0})) == 0
    assert similarities([]).shape == (0, 0)
    assert grouped(similarities([])) == ()


@given(st.integers(2, 14), st.integers(0, 10_000), st.sampled_from(Link), st.floats(0.1, 0.9))
def test_groups_keep_their_promise(size: int, seed: int, link: Link, threshold: float) -> None:
    random = np.random.default_rng(seed).random((size, size)).astype(np.float32)
    alike = (random + random.T) / 2

    groups = grouped(alike, link, threshold)

    members = [member for group in groups for member in group.members]
    assert len(members) == len(set(members))
    for group in groups:
        between = [alike[one, other] for one in group.members for other in group.members if one < other]
        assert group.least == pytest.approx(min(between))
        if link is Link.COMPLETE:
            assert min(between) >= threshold - 1e-6


def test_a_chain_is_one_loose_group_and_two_tight_ones() -> None:
    alike = np.array(
        [[1, 0.9, 0.35, 0.1], [0.9, 1, 0.6, 0.3], [0.35, 0.6, 1, 0.9], [0.1, 0.3, 0.9, 1]], dtype=np.float32
    )

    assert [group.members for group in grouped(alike, Link.COMPLETE, 0.5)] == [(0, 1), (2, 3)]
    assert [group.members for group in grouped(alike, Link.AVERAGE, 0.3)] == [(0, 1, 2, 3)]


def test_needs_that_find_the_same_services_are_alike(index: SearchIndex) -> None:
    index.put([service("p", "駐輪場の管理"), service("b", "保育所の台帳"), service("w", "水道の検針")])
    needs = ["駅前の自転車置き場があふれる", "チャリと駐輪場", "保育所に入れない", "保育の台帳が紙"]

    profiles = [index.profile(Query(need)) for need in needs]

    assert [group.members for group in grouped(similarities(profiles))] == [(0, 1), (2, 3)]
