"""Where the marks of a chart lie. The macros `ui.line_chart` and `ui.bar_chart` print them as SVG with a table beside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from yui.kernel.web.words import Number, number

WIDTH, HEIGHT = 560, 320
LEFT, RIGHT, TOP, BOTTOM = 76, 20, 28, 48
BAR_HEIGHT, BAR_GAP, BAR_LABEL = 26, 44, 20


@dataclass(frozen=True)
class Mark:
    """A point on the drawing with the words that belong to it."""

    x: float
    y: float
    label: str
    value: str = ""


@dataclass(frozen=True)
class LineChart:
    """An indicator over time, ready to print."""

    width: int
    height: int
    left: int
    right: int
    bottom: float
    points: str
    dots: list[Mark]
    gridlines: list[Mark]
    labels: list[Mark]
    baseline: Mark | None
    target: Mark | None
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Bar:
    """One bar with its label above and its value behind the end."""

    y: float
    width: float
    label: str
    value: str
    marked: bool


@dataclass(frozen=True)
class BarChart:
    """Amounts of several things, largest scale zero-based."""

    width: int
    height: int
    bars: list[Bar]
    rows: list[tuple[str, str]]


def line(
    points: Sequence[tuple[str, Number]], *, baseline: Number | None = None, target: Number | None = None
) -> LineChart:
    """The drawing of measurements in order; the scale covers baseline and target too."""
    values = [float(value) for _, value in points]
    marks = scale([*values, *(float(extra) for extra in (baseline, target) if extra is not None)])
    low, high = marks[0], marks[-1]
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT

    def up(value: Number) -> float:
        return round(bottom - (float(value) - low) / (high - low) * (bottom - TOP), 1)

    step = (right - LEFT - 24) / max(len(points) - 1, 1)
    start = LEFT + 12 if len(points) > 1 else (LEFT + right) / 2
    dots = [
        Mark(round(start + index * step, 1), up(value), label, number(value, 2))
        for index, (label, value) in enumerate(points)
    ]
    return LineChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=right,
        bottom=bottom,
        points=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        dots=dots,
        gridlines=[Mark(LEFT, up(mark), number(mark, 2)) for mark in marks],
        labels=_spread(dots),
        baseline=None if baseline is None else Mark(LEFT, up(baseline), number(baseline, 2)),
        target=None if target is None else Mark(LEFT, up(target), number(target, 2)),
        rows=[(dot.label, dot.value) for dot in dots],
    )


def bars(rows: Sequence[tuple[str, Number]], *, marked: str | None = None) -> BarChart:
    """The drawing of amounts beside each other; the row labelled `marked` stands out."""
    largest = max((float(value) for _, value in rows), default=0) or 1
    room = WIDTH - 110
    drawn = [
        Bar(
            y=index * (BAR_HEIGHT + BAR_GAP) + BAR_LABEL + 8,
            width=round(max(float(value), 0) / largest * room, 1),
            label=label,
            value=number(value, 2),
            marked=marked is None or label == marked,
        )
        for index, (label, value) in enumerate(rows)
    ]
    return BarChart(
        WIDTH,
        max(len(rows), 1) * (BAR_HEIGHT + BAR_GAP) - BAR_GAP // 2,
        drawn,
        [(bar.label, bar.value) for bar in drawn],
    )


def scale(values: Sequence[float], steps: int = 4) -> list[float]:
    """Round numbers from below the smallest to above the largest, about `steps` apart; from zero where near it."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if 0 < low <= high * 0.7 or low == high:
        low = min(low, 0.0)
    if low == high:
        high = low + 1.0
    raw = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(raw))
    unit = next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= raw * 0.999)
    first, last = math.floor(low / unit + 1e-9), math.ceil(high / unit - 1e-9)
    # The slack above forgives rounding; beside a huge value it would swallow a small one at the other end.
    first -= first * unit > low + 1e-9 * max(1.0, abs(low))
    last += last * unit < high - 1e-9 * max(1.0, abs(high))
    return [round(index * unit, 10) for index in range(first, last + 1)]


def _spread(dots: list[Mark]) -> list[Mark]:
    """At most three labels below, the first and the last among them, so that they never touch."""
    if len(dots) <= 3:
        return dots
    return [dots[0], dots[len(dots) // 2], dots[-1]] if len(dots) % 2 else [dots[0], dots[-1]]
