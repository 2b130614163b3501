"""The public funnel (R6.8): how many needs go how far, and why the others stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.solving.matching import queries as matching
from yui.solving.projects import queries as projects


@dataclass(frozen=True)
class FunnelPage:
    """Stages with their counts, from the need to still being used a year later; reasons of stopping with theirs."""

    stages: tuple[tuple[Any, int], ...]
    reasons: tuple[tuple[Any, int], ...]
    declined: int


def funnel_page() -> FunnelPage:
    """The numbers as they stand."""
    met, done = matching.funnel(), projects.funnel()
    stages = (
        (_("公開されたニーズ"), met.needs),
        (_("候補が見つかった"), met.with_candidates),
        (_("引き合わせた"), met.introduced),
        (_("双方が承諾した"), met.agreed),
        (_("実証まで進んだ"), met.trial),
        (_("導入した"), met.adopted),
        (_("1年後も使っている"), done.still_used),
    )
    return FunnelPage(stages, met.reasons, met.declined)
