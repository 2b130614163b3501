"""Splitting a common cost, and the gate of essential requirements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.solving.matching.rules import proposing, sharing
from yui.solving.matching.rules.proposing import Offer

COMPLETE = Offer(
    summary="二地区で試してから広げる。",
    initial_yen=380_000,
    initial_unit="flat",
    running_yen=1_261_800,
    running_unit="flat",
    available_on=date(2026, 1, 5),
    used_by=("480029",),
    evidence={7: "雪代町で四百十二世帯に届けている。", 9: "世帯ごとに時刻を残す。"},
)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=9))
def test_shares_add_up_to_the_whole(amount: int, weights: list[int]) -> None:
    parts = sharing.split(amount, weights)

    assert sum(parts) == (amount if sum(weights) else 0)
    assert all(part >= 0 for part in parts)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**6), min_size=2, max_size=9))
def test_a_larger_town_never_bears_less(amount: int, weights: list[int]) -> None:
    parts = dict(zip(weights, sharing.split(amount, weights), strict=True))

    for small, large in zip(sorted(parts), sorted(parts)[1:], strict=False):
        assert parts[small] <= parts[large] + 1


def test_a_saving_and_an_increase_both_carry_their_sign() -> None:
    assert sharing.sharing([300, 300], 400, [10, 30]).difference == -200
    assert sharing.sharing([100, 100], 400, [10, 30]).difference == 200
    assert sharing.sharing([300, 300], 400, [10, 30]).by_population == (100, 300)
    assert sharing.sharing([300, 300], 400, [0, 0]).by_population == (200, 200)


@pytest.mark.parametrize(
    ("start", "running", "shared"),
    [
        ((100, True), (100, True), "all"),
        ((0, False), (100, True), "all"),
        ((100, True), (900, False), "start"),
        ((100, False), (900, True), "running"),
        ((0, True), (900, False), "nothing"),
        ((0, True), (0, True), "nothing"),
    ],
)
def test_only_what_is_flat_can_be_paid_once(start: tuple[int, bool], running: tuple[int, bool], shared: str) -> None:
    part = sharing.shared_part(start=start[0], start_is_flat=start[1], running=running[0], running_is_flat=running[1])

    assert part == shared


@pytest.mark.parametrize(
    ("governments", "may"), [([1, 2], True), ([1], False), ([1, 1], False), ([1, 2, 1], False), ([], False)]
)
def test_a_group_is_of_different_towns(governments: list[int], may: bool) -> None:
    assert sharing.may_form_group(governments) is may


def test_a_complete_proposal_lacks_nothing() -> None:
    assert proposing.missing_before_submission(COMPLETE, [7, 9]) == ()


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ({"summary": "　"}, "summary"),
        ({"initial_yen": None}, "initial_yen"),
        ({"initial_unit": ""}, "initial_unit"),
        ({"running_yen": None}, "running_yen"),
        ({"running_unit": ""}, "running_unit"),
        ({"available_on": None}, "available_on"),
        ({"used_by": ()}, "used_by"),
        ({"evidence": {7: "あり"}}, "evidence_9"),
        ({"evidence": {7: " ", 9: "あり"}}, "evidence_7"),
    ],
)
def test_each_missing_box_is_named(lost: dict[str, object], named: str) -> None:
    assert proposing.missing_before_submission(replace(COMPLETE, **lost), [7, 9]) == (named,)


def test_saying_that_nobody_uses_it_yet_is_an_answer() -> None:
    assert proposing.missing_before_submission(replace(COMPLETE, used_by=(), no_users_yet=True), [7, 9]) == ()


@given(st.sets(st.integers(1, 20), max_size=20), st.sets(st.integers(1, 20), max_size=20))
def test_there_is_one_evidence_for_each_requirement(required: set[int], told: set[int]) -> None:
    offer = replace(COMPLETE, evidence=dict.fromkeys(told, "証拠"))

    missing = proposing.missing_before_submission(offer, sorted(required))

    assert len(missing) == len(required - told)
    assert set(proposing.stray_evidence(offer, sorted(required))) == told - required
