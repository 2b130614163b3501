"""Indicators with all that was measured, told in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yui.kernel.tenancy import GivenSeveral, compiled
from yui.kernel.web import units, words
from yui.solving.outcomes import Change, change, unit_of_difference
from yui.solving.projects import rules
from yui.solving.projects.models import Indicator, Measurement


@dataclass(frozen=True)
class Measured:
    """One indicator: its plan, its measurements in order, what changed, and that change in a sentence."""

    indicator: Indicator
    measurements: tuple[Measurement, ...]
    latest: tuple[date, Decimal] | None
    change: Change
    sentence: str

    @property
    def points(self) -> list[tuple[str, Decimal]]:
        """What the chart draws: the beginning first, where it is known, then every measurement."""
        taken = [(row.measured_on, row.value) for row in self.measurements]
        begun = self.indicator.baseline_on
        if taken and begun is not None and self.indicator.baseline is not None and begun < taken[0][0]:
            taken.insert(0, (begun, self.indicator.baseline))
        return [(words.long_date(day, day=False), value) for day, value in taken]

    @property
    def difference(self) -> str:
        """+53ポイント: the change with its sign and unit; empty where there is none."""
        amount = self.change.amount
        return "" if amount is None else words.signed(amount, unit_of_difference(self.indicator.unit, amount), 3)

    @property
    def unit_in_words(self) -> str:
        """The unit where no number stands before it."""
        return units.in_words(self.indicator.unit)

    def unit_behind(self, value: Decimal | None) -> str:
        """The unit as it stands behind a value of this indicator; none where there is no value."""
        return "" if value is None else units.in_words(self.indicator.unit, value)


def measured(projects: Iterable[int]) -> dict[int, list[Measured]]:
    """The indicators of these projects, in two queries."""
    wanted = list(projects)
    taken: dict[int, list[Measurement]] = defaultdict(list)
    for row in _measurements().ask(projects=wanted):
        taken[row.indicator_id].append(row)
    found: dict[int, list[Measured]] = defaultdict(list)
    for indicator in _indicators().ask(projects=wanted):
        found[indicator.project_id].append(_told(indicator, taken[indicator.pk]))
    return found


@compiled
def _measurements() -> QuerySet[Measurement]:
    return Measurement.visible.filter(project_id__in=GivenSeveral("projects")).order_by("measured_on")


@compiled
def _indicators() -> QuerySet[Indicator]:
    return Indicator.visible.filter(project_id__in=GivenSeveral("projects")).order_by("pk")


def _told(indicator: Indicator, taken: list[Measurement]) -> Measured:
    last = rules.latest([(row.measured_on, row.value) for row in taken])
    came = change(indicator.baseline, last[1] if last else None, indicator.better, target=indicator.target)
    return Measured(indicator, tuple(taken), last, came, sentence(indicator, last, came))


def sentence(indicator: Indicator, last: tuple[date, Decimal] | None, came: Change) -> str:
    """What became of an indicator, in one sentence that hides nothing."""
    if last is None:
        return _("まだ測った値がありません。")
    unit, value = indicator.unit, last[1]
    if came.amount is None:
        return _("いまは%(now)s。%(verdict)s。") % {"now": units.quantity(value, unit), "verdict": came.verdict.label}
    said = _("%(from)sから%(to)sへ（%(difference)s）。%(verdict)s。") % {
        "from": units.quantity(indicator.baseline, unit),
        "to": units.quantity(value, unit),
        "difference": words.signed(came.amount, unit_of_difference(unit, came.amount), 3),
        "verdict": came.verdict.label,
    }
    return said + _target(indicator, came)


def _target(indicator: Indicator, came: Change) -> str:
    if came.reached is None or indicator.target is None:
        return ""
    goal = units.quantity(indicator.target, indicator.unit)
    return (_("目標の%(goal)sに届きました。") if came.reached else _("目標の%(goal)sにはまだ届いていません。")) % {
        "goal": goal
    }
