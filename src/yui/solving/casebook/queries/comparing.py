"""Outcomes side by side: what several towns measured under the same name and unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.web import units, words
from yui.solving.casebook import rules
from yui.solving.casebook.models import CaseFigure, SizeClass
from yui.solving.casebook.queries.figures import Outcome, outcome_of
from yui.solving.fields import Field

MOST = 60
_ORDER = {value: place for place, value in enumerate(SizeClass.values)}


@dataclass(frozen=True)
class Choice:
    """An indicator that more than one town measured in cases of one field."""

    key: str
    field: str
    field_label: Any
    name: str
    unit: str
    towns: int

    @property
    def unit_in_words(self) -> str:
        """The unit in the reader's language."""
        return units.alone(self.unit)


@dataclass(frozen=True)
class ComparedRow:
    """One town's outcome."""

    place: str
    size: Any
    population: int | None
    year: int | None
    outcome: Outcome
    title: str
    url: str

    @property
    def per_thousand(self) -> Decimal | None:
        """The value afterwards for each thousand people."""
        return rules.per_thousand(self.outcome.after, self.population)


@dataclass(frozen=True)
class Comparison:
    """The outcomes of several towns in one field, from the smallest to the largest."""

    name: str
    unit: str
    field: str
    field_label: Any
    rows: tuple[ComparedRow, ...]

    @property
    def unit_in_words(self) -> str:
        """The unit in the reader's language."""
        return units.alone(self.unit)

    @property
    def towns(self) -> int:
        """How many towns; one that has several cases counts once."""
        return len({row.place for row in self.rows})

    @property
    def by_head(self) -> bool:
        """Whether the chart draws values for each thousand people: those of a unit that grows with the town."""
        known = [row for row in self.rows if row.outcome.after is not None]
        return rules.grows_with_a_town(self.unit) and bool(known) and all(row.population for row in known)

    @property
    def bars(self) -> list[tuple[str, Decimal]]:
        """What the chart draws: the value afterwards of each town, by head where that is the fair comparison."""
        values = [(row, row.per_thousand if self.by_head else row.outcome.after) for row in self.rows]
        return [
            (_("%(place)s（%(size)s）") % {"place": row.place, "size": row.size} if row.size else row.place, value)
            for row, value in values
            if value is not None
        ]

    @property
    def cells(self) -> list[tuple[Any, ...]]:
        """What the table prints, without the link."""
        return [
            (
                row.place,
                row.size or words.NOTHING,
                words.number(row.population),
                row.year,
                words.number(row.outcome.before, 3),
                words.number(row.outcome.after, 3),
                words.number(row.per_thousand, 2) if rules.grows_with_a_town(self.unit) else words.NOTHING,
                row.outcome.difference or words.NOTHING,
                row.outcome.change.verdict.label,
            )
            for row in self.rows
        ]


def comparable() -> list[Choice]:
    """The indicators that can be compared, the most measured first.

    The hours of a garbage round and those of a discharge from hospital bear one name; only within a field are they alike.
    """
    rows = CaseFigure.published.order_by().values("key", field=F("case__field"))
    rows = rows.annotate(towns=Count("owner", distinct=True)).filter(towns__gt=1)
    found = rows.annotate(name=Min("name"), unit=Min("unit")).order_by("-towns", "name", "field")[:MOST]
    return [
        Choice(row["key"], row["field"], _label(row["field"]), row["name"], row["unit"], row["towns"]) for row in found
    ]


def by_field(choices: Iterable[Choice]) -> list[tuple[Any, list[Choice]]]:
    """The choices under the names of their fields; the field of the most measured one first."""
    groups: dict[str, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(choice.field, []).append(choice)
    return [(several[0].field_label, several) for several in groups.values()]


def comparison(key: str, field: str = "") -> Comparison | None:
    """The outcomes under one key in one field, else in the field where most measured it; None where nobody did."""
    every = CaseFigure.published.filter(key=key)
    if not field:
        most = every.order_by().values_list("case__field").annotate(towns=Count("owner", distinct=True))
        field = next(iter(most.order_by("-towns", "case__field").values_list("case__field", flat=True)[:1]), "")
    found = list(every.filter(case__field=field).select_related("case").order_by("pk")[:MOST])
    if not found:
        return None
    rows = [_row(figure) for figure in found]
    rows.sort(key=lambda row: (_ORDER.get(row[0], len(_ORDER)), row[1].population or 0, row[1].place))
    return Comparison(found[0].name, found[0].unit, field, _label(field), tuple(row for _size, row in rows))


def _label(field: str) -> Any:
    return Field(field).label if field in Field.values else _("分野なし")


def _row(figure: CaseFigure) -> tuple[str, ComparedRow]:
    case = figure.case
    size = SizeClass(case.size_class).label if case.size_class else ""
    url = reverse("casebook:detail", args=[case.ref])
    return case.size_class, ComparedRow(
        case.place, size, case.population, case.year, outcome_of(figure), case.title, url
    )
