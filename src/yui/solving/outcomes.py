"""What came of it: the change of an indicator against its beginning, told with its sign and told honestly.

Projects measure, cases tell, coordinators weigh: all of them speak of change through this page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.web import units


class Better(models.TextChoices):
    """In which direction an indicator gets better."""

    UP = "up", _("大きいほどよい")
    DOWN = "down", _("小さいほどよい")


class Verdict(models.TextChoices):
    """What a change means, in words."""

    BETTER = "better", _("良くなりました")
    WORSE = "worse", _("悪くなりました")
    SAME = "same", _("変わりませんでした")
    UNMEASURED = "unmeasured", _("まだ測っていません")
    NO_BASELINE = "no_baseline", _("はじめの値がないため、比べられません")


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one indicator. `amount` carries its sign; `share` is the amount by the size of the beginning."""

    verdict: Verdict
    amount: Decimal | None = None
    share: Decimal | None = None
    reached: bool | None = None

    @property
    def good(self) -> bool | None:
        """True for better, False for worse, None for neither."""
        return {Verdict.BETTER: True, Verdict.WORSE: False}.get(self.verdict)


def change(before: Decimal | None, after: Decimal | None, better: str, *, target: Decimal | None = None) -> Change:
    """How `after` lies to `before` and to the target. Without one of the two values it says so instead of guessing."""
    reached = None if after is None or target is None else reaches(after, target, better)
    if after is None:
        return Change(Verdict.UNMEASURED)
    if before is None:
        return Change(Verdict.NO_BASELINE, reached=reached)
    amount = after - before
    share = amount / abs(before) if before else None
    if amount == 0:
        return Change(Verdict.SAME, amount, share, reached)
    improved = (amount > 0) == (better == Better.UP)
    return Change(Verdict.BETTER if improved else Verdict.WORSE, amount, share, reached)


def reaches(value: Decimal, target: Decimal, better: str) -> bool:
    """Whether a value is at the target or beyond it."""
    return value >= target if better == Better.UP else value <= target


def unit_of_difference(unit: str, amount: Decimal | None = None) -> str:
    """The unit of a difference, in the reader's language: between two percentages lie points."""
    return units.in_words("ポイント" if unit.strip() in {"%", "％"} else unit, amount)
