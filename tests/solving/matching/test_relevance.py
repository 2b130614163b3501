"""How many of the things found are shown: what stands out stays, what only shares a word does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.solving.matching.rules.relevance import LEAST_CLOSENESS, LEAST_WEIGHT, relevant
from yui.solving.matching.rules.weighing import Offered, Weighed, ranked

MOST = 6
SHARES = st.floats(0, 1, allow_nan=False)


def weighed(pk: int, total: float, closeness: float, *, fits: bool = True) -> Weighed:
    return Weighed(Offered(kind="service", pk=pk), total, {"text": closeness, "field": 1.0}, (), fits)


FOUND = st.lists(st.tuples(SHARES, SHARES, st.booleans()), max_size=20).map(
    lambda rows: ranked(weighed(pk, total, text, fits=fits) for pk, (total, text, fits) in enumerate(rows))
)


def shown(order: list[Weighed], most: int = MOST) -> list[int]:
    return [one.offered.pk for one in relevant(order, most=most)]


@given(FOUND, st.integers(1, 8))
def test_what_is_shown_keeps_its_order_and_the_best_is_always_shown(order: list[Weighed], most: int) -> None:
    kept = relevant(order, most=most)

    assert kept == [one for one in order if one in kept]
    assert kept[:1] == order[:1]
    assert len(kept) <= most


@given(FOUND)
def test_what_is_as_heavy_and_as_close_as_something_shown_is_shown_as_well(order: list[Weighed]) -> None:
    kept = relevant(order, most=len(order))

    for one in order:
        beside = any(one.total >= other.total and one.parts["text"] >= other.parts["text"] for other in kept[1:])
        assert not beside or one in kept


@given(FOUND, st.integers(0, 19), SHARES)
def test_coming_closer_never_takes_a_candidate_away(order: list[Weighed], place: int, more: float) -> None:
    if place >= len(order):
        return
    one = order[place]
    closer = replace(one, parts={**one.parts, "text": min(1.0, one.parts["text"] + more)})
    moved = [closer if other is one else other for other in order]

    assert one not in relevant(order, most=20) or closer in relevant(moved, most=20)


@given(FOUND)
def test_what_is_not_shown_is_light_or_far_from_the_need(order: list[Weighed]) -> None:
    kept = relevant(order, most=len(order))
    closest = max((one.parts["text"] for one in order), default=0)

    for one in order:
        if one not in kept:
            assert one.total < LEAST_WEIGHT * order[0].total or one.parts["text"] < LEAST_CLOSENESS * closest


@given(FOUND)
def test_asking_again_among_what_is_shown_changes_nothing_where_the_closest_is_shown(order: list[Weighed]) -> None:
    kept = relevant(order, most=MOST)
    if kept and max(one.parts["text"] for one in kept) == max(one.parts["text"] for one in order):
        assert relevant(kept, most=MOST) == kept


@pytest.mark.parametrize(
    ("total", "closeness", "stays"),
    [
        (0.55, 0.9, True),
        (0.55, 0.2, False),  # 「訓練」 alone is shared: the field is the same, the budget fits
        (0.3, 0.9, False),  # close, but too dear and of another field
    ],
)
def test_field_and_budget_alone_make_no_candidate(total: float, closeness: float, stays: bool) -> None:
    assert (2 in shown([weighed(1, 0.87, 1.0), weighed(2, total, closeness)])) is stays


def test_nothing_found_is_nothing_shown() -> None:
    assert relevant([], most=MOST) == []


def test_no_kind_fills_the_page() -> None:
    assert shown([weighed(pk, 0.9, 1.0) for pk in range(30)]) == [0, 1, 2, 3, 4, 5]
