"""How far needs come, counted for everybody (R6.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from yui.solving.matching.models import Stage, Step
from yui.solving.matching.queries.working import need_records
from yui.solving.needs import queries as needs
from yui.solving.reasons import DeclineReason


@dataclass(frozen=True)
class Funnel:
    """Needs that came at least so far, and why introductions and needs were declined.

    Whether something is still in use after a year is known to `projects`; whoever composes the page puts it behind.
    """

    needs: int
    with_candidates: int
    introduced: int
    agreed: int
    trial: int
    adopted: int
    declined: int
    reasons: tuple[tuple[Any, int], ...]

    @property
    def stages(self) -> tuple[tuple[str, int], ...]:
        """Name and number of each stage, in order."""
        names = ("needs", "with_candidates", "introduced", "agreed", "trial", "adopted")
        return tuple((name, getattr(self, name)) for name in names)


def funnel() -> Funnel:
    """The numbers as they stand, from what this room and the needs know."""
    below = needs.funnel()
    # Of needs that were taken back nobody reads any more; counting their steps would make the funnel widen.
    taken = Step.published.filter(need_id__in=need_records().values("pk")).order_by()
    steps = dict(taken.values_list("stage").annotate(n=Count("need_id", distinct=True)))
    reasons = dict(below.reasons)
    counted = taken.filter(stage=Stage.DECLINED).values_list("reason").annotate(n=Count("pk"))
    for reason, count in counted:
        reasons[reason] = reasons.get(reason, 0) + count
    return Funnel(
        needs=below.published,
        with_candidates=steps.get(Stage.CANDIDATES.value, 0),
        introduced=steps.get(Stage.INTRODUCED.value, 0),
        agreed=steps.get(Stage.AGREED.value, 0),
        trial=below.trial,
        adopted=below.adopted,
        declined=steps.get(Stage.DECLINED.value, 0) + below.declined,
        reasons=tuple(
            (DeclineReason(reason).label, reasons[reason]) for reason in DeclineReason if reasons.get(reason)
        ),
    )
