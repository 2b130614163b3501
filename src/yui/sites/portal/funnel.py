"""The public funnel (R6.8): how many needs go how far, and why the others stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from yui.solving.matching import queries as matching
from yui.solving.projects import queries as projects

STAGES: Final[Mapping[str, Any]] = {
    "needs": _("公開されたニーズ"),
    "with_candidates": _("候補が見つかった"),
    "introduced": _("引き合わせた"),
    "agreed": _("双方が承諾した"),
    "trial": _("実証まで進んだ"),
    "adopted": _("導入した"),
    "still_used": _("1年後も使っている"),
}
Reasons = tuple[tuple[Any, int], ...]


@dataclass(frozen=True)
class FunnelPage:
    """Stages with their counts, from the need to still being used a year later; reasons of stopping with theirs."""

    stages: tuple[tuple[Any, int], ...]
    reasons: Reasons
    declined: int


def funnel_page() -> FunnelPage:
    """The numbers as they stand."""
    numbers, declined, reasons = counted()
    return FunnelPage(tuple((label, numbers[name]) for name, label in STAGES.items()), reasons, declined)


def counted() -> tuple[dict[str, int], int, Reasons]:
    """The count of each stage, how many were declined, and for which reasons."""
    met, done = matching.funnel(), projects.funnel()
    return {**dict(met.stages), "still_used": done.still_used}, met.declined, met.reasons
