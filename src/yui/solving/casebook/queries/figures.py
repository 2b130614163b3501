"""What the figures of cases say: their outcome, with its sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yui.kernel.tenancy import GivenSeveral, compiled
from yui.kernel.web import units, words
from yui.solving.casebook.models import CaseFigure
from yui.solving.outcomes import Change, change, unit_of_difference


@dataclass(frozen=True)
class Outcome:
    """One figure: before, after, what changed, and that in a sentence. `towns` counts others that measured the same."""

    name: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    change: Change
    key: str
    towns: int = 0

    @property
    def difference(self) -> str:
        """+53ポイント: with sign and unit; empty where there is none."""
        if self.change.amount is None:
            return ""
        return words.signed(self.change.amount, unit_of_difference(self.unit, self.change.amount), 3)

    @property
    def unit_in_words(self) -> str:
        """The unit where no number stands before it."""
        return units.in_words(self.unit)

    def unit_behind(self, value: Decimal | None) -> str:
        """The unit as it stands behind a value of this figure; none where there is no value."""
        return "" if value is None else units.in_words(self.unit, value)

    @property
    def sentence(self) -> str:
        """38%から91%へ（+53ポイント）。良くなりました。"""
        if self.before is None or self.after is None:
            return _("%(verdict)s。") % {"verdict": self.change.verdict.label}
        return _("%(from)sから%(to)sへ（%(difference)s）。%(verdict)s。") % {
            "from": units.quantity(self.before, self.unit),
            "to": units.quantity(self.after, self.unit),
            "difference": self.difference,
            "verdict": self.change.verdict.label,
        }

    @property
    def short(self) -> str:
        """38%から91%へ、良くなりました: to stand among other reasons; without both values only what can be said."""
        if self.before is None or self.after is None:
            return str(self.change.verdict.label)
        return _("%(from)sから%(to)sへ、%(verdict)s") % {
            "from": units.quantity(self.before, self.unit),
            "to": units.quantity(self.after, self.unit),
            "verdict": self.change.verdict.label,
        }

    @property
    def bars(self) -> list[tuple[str, Decimal]]:
        """What the chart draws."""
        pairs = ((_("はじめ"), self.before), (_("あと"), self.after))
        return [(label, value) for label, value in pairs if value is not None]


def outcome_of(figure: CaseFigure, towns: int = 0) -> Outcome:
    """A figure ready to print."""
    came = change(figure.before, figure.after, figure.better)
    return Outcome(figure.name, figure.unit, figure.before, figure.after, came, figure.key, towns)


def figures(cases: Iterable[int]) -> dict[int, list[Outcome]]:
    """The figures of these cases, in one query."""
    found: dict[int, list[Outcome]] = defaultdict(list)
    for figure in _of_cases().ask(cases=cases):
        found[figure.case_id].append(outcome_of(figure))
    return found


@compiled
def _of_cases() -> QuerySet[CaseFigure]:
    return CaseFigure.visible.filter(case_id__in=GivenSeveral("cases")).order_by("pk")
