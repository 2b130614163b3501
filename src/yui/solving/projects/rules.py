"""Decisions about projects, on plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of the calendar year, written 2026-Q1."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The quarter of a text such as 2026-Q1; raises ValueError for everything else."""
        found = _QUARTER.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no quarter")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def following(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month."""
        return self.number * 3 - 2, self.number * 3

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"


def quarters(around: date, *, before: int = 8, after: int = 8) -> list[Quarter]:
    """The quarters one may choose from, the earliest first."""
    here = Quarter.of(around)
    index = here.year * 4 + here.number - 1
    return [Quarter(n // 4, n % 4 + 1) for n in range(index - before, index + after + 1)]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of cost lines. The difference compares only what was spent with what was planned for the same lines."""

    planned: int
    spent: int
    planned_so_far: int

    @property
    def difference(self) -> int:
        """Spent minus planned: above zero the project costs more than it should."""
        return self.spent - self.planned_so_far


def totals(lines: Iterable[tuple[int | None, int | None]]) -> Totals:
    """The sums of (planned, spent) lines; a line not yet spent counts in the whole plan only."""
    known = list(lines)
    return Totals(
        planned=sum(planned or 0 for planned, _spent in known),
        spent=sum(spent or 0 for _planned, spent in known),
        planned_so_far=sum(planned or 0 for planned, spent in known if spent is not None),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many are done."""

    done: int
    all: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all; 0 where there is nothing to do."""
        return self.done * 100 // self.all if self.all else 0

    @property
    def complete(self) -> bool:
        """Whether there was something and all of it is done."""
        return 0 < self.all == self.done


def progress(done_on: Iterable[date | None]) -> Progress:
    """The progress of things, each with the day it was done or None."""
    days = list(done_on)
    return Progress(done=sum(day is not None for day in days), all=len(days))


def days_late(due_on: date, done_on: date | None, today: date) -> int:
    """By how many days a milestone was or is late; 0 when in time or not yet due."""
    return max(((done_on or today) - due_on).days, 0)


def latest(measurements: Sequence[tuple[date, Decimal]]) -> tuple[date, Decimal] | None:
    """The measurement of the latest day, or None."""
    return max(measurements, key=lambda measured: measured[0], default=None)


def year_after(day: date) -> date:
    """The same day one year on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


LOOKING = frozenset({"public", "questions_closed", "proposals_closed", "selection"})
"""The states of a need, by the words that `needs` publishes, in which it still looks for somebody."""


def moves_of_need(state: str, *, adopted: bool) -> tuple[str, ...]:
    """The moves that bring a need to where its project is, in order.

    None for a need that nobody reads yet, and none for one that has come to its end.
    """
    to_trial = ("start_trial",) if state in LOOKING else ()
    return (*to_trial, "adopt") if adopted and (to_trial or state == "trial") else to_trial


def missing_before_publication(*, name: str, summary: str, field: str) -> list[str]:
    """What a project still lacks before everybody may read of it, by the names of the fields."""
    written = {"name": name, "summary": summary, "field": field}
    return [name for name, text in written.items() if not text.strip()]
