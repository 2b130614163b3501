"""Where the marks of charts lie."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.web import charts

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))
POINTS = st.lists(st.tuples(st.text(min_size=1, max_size=6), NUMBERS), min_size=1, max_size=24)


@given(st.lists(NUMBERS, min_size=1))
def test_a_scale_holds_every_value_in_few_even_steps(values: list[float]) -> None:
    marks = charts.scale(values)

    assert marks[0] <= min(values) + 1e-6 * max(1.0, abs(min(values)))
    assert marks[-1] >= max(values) - 1e-6 * max(1.0, abs(max(values)))
    assert 2 <= len(marks) <= 8
    steps = {round(after - before, 6) for before, after in pairwise(marks)}
    assert max(steps) - min(steps) <= 1e-6 * max(1.0, max(steps))


def test_a_scale_uses_round_numbers_and_starts_at_zero_when_near() -> None:
    assert charts.scale([22, 42, 20]) == [0, 20, 40, 60]
    assert charts.scale([980, 1000]) == [980, 985, 990, 995, 1000]


@given(POINTS, st.one_of(st.none(), NUMBERS), st.one_of(st.none(), NUMBERS))
def test_nothing_is_drawn_outside_of_the_drawing(
    points: list[tuple[str, float]], baseline: float | None, target: float | None
) -> None:
    chart = charts.line(points, baseline=baseline, target=target)

    for mark in [*chart.dots, *chart.gridlines, *filter(None, [chart.baseline, chart.target])]:
        assert 0 <= mark.x <= chart.width
        assert -1 <= mark.y <= chart.height


@given(POINTS)
def test_a_higher_value_is_drawn_higher(points: list[tuple[str, float]]) -> None:
    dots = charts.line(points).dots
    by_value = sorted(zip(points, dots, strict=True), key=lambda pair: pair[0][1])

    heights = [dot.y for _, dot in by_value]
    assert heights == sorted(heights, reverse=True)


@given(POINTS)
def test_labels_below_never_crowd(points: list[tuple[str, float]]) -> None:
    labels = charts.line(points).labels

    assert len(labels) <= 3
    assert all(after.x - before.x >= 100 for before, after in pairwise(labels))


@given(POINTS)
def test_every_measured_value_is_in_the_table_too(points: list[tuple[str, float]]) -> None:
    assert [label for label, _ in charts.line(points).rows] == [label for label, _ in points]
    assert [label for label, _ in charts.bars(points).rows] == [label for label, _ in points]


@given(POINTS)
def test_bars_are_as_long_as_their_amounts(points: list[tuple[str, float]]) -> None:
    drawn = charts.bars(points).bars

    assert all(0 <= bar.width <= charts.WIDTH for bar in drawn)
    longest = max(range(len(points)), key=lambda index: points[index][1])
    assert drawn[longest].width == max(bar.width for bar in drawn)
