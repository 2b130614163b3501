"""Costs against plan, ready to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yui.kernel.web import words
from yui.solving.projects import rules
from yui.solving.projects.models import CostKind, CostLine


@dataclass(frozen=True)
class CostRow:
    """One line: which quarter, which kind, plan, spending, and the difference where both are known."""

    ref: str
    quarter: str
    kind: str
    planned: int | None
    spent: int | None
    in_hours: bool

    @property
    def difference(self) -> int | None:
        """Spent minus planned."""
        return None if self.spent is None or self.planned is None else self.spent - self.planned


@dataclass(frozen=True)
class Costs:
    """All lines with the sums of yen and of hours apart."""

    rows: tuple[CostRow, ...]
    yen: rules.Totals
    hours: rules.Totals

    @property
    def money_rows(self) -> tuple[CostRow, ...]:
        """The lines in yen."""
        return tuple(row for row in self.rows if not row.in_hours)

    @property
    def hour_rows(self) -> tuple[CostRow, ...]:
        """The lines in hours."""
        return tuple(row for row in self.rows if row.in_hours)

    @property
    def money_cells(self) -> list[tuple[str, ...]]:
        """The lines in yen as a table prints them."""
        return [_cells(row, words.money, _("円")) for row in self.money_rows]

    @property
    def hour_cells(self) -> list[tuple[str, ...]]:
        """The lines in hours as a table prints them."""
        return [_cells(row, _hours, _("時間")) for row in self.hour_rows]


def costs(lines: Iterable[CostLine]) -> Costs:
    """The lines in order of time, and their sums."""
    rows = tuple(
        CostRow(
            ref=line.ref,
            quarter=quarter_in_words(line.quarter),
            kind=str(CostKind(line.kind).label),
            planned=line.planned,
            spent=line.spent,
            in_hours=CostKind(line.kind).in_hours,
        )
        for line in sorted(lines, key=lambda line: (line.quarter, line.kind))
    )
    return Costs(rows, _sum(rows, in_hours=False), _sum(rows, in_hours=True))


def quarter_in_words(text: str) -> str:
    """2026年1〜3月."""
    quarter = rules.Quarter.parse(text)
    first, last = quarter.months
    return _("%(year)s年%(first)s〜%(last)s月") % {"year": quarter.year, "first": first, "last": last}


def _cells(row: CostRow, written: Callable[[int | None], str], unit: str) -> tuple[str, ...]:
    return row.quarter, row.kind, written(row.planned), written(row.spent), words.signed(row.difference, unit)


def _hours(value: int | None) -> str:
    return words.NOTHING if value is None else _("%(n)s時間") % {"n": words.number(value)}


def _sum(rows: Iterable[CostRow], *, in_hours: bool) -> rules.Totals:
    return rules.totals((row.planned, row.spent) for row in rows if row.in_hours is in_hours)
