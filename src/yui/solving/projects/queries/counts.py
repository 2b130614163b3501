"""The public funnel from trial to lasting use (R6.8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from yui.solving.projects.models import Project, ProjectState, UseAnswer, UseCheck


@dataclass(frozen=True)
class Funnel:
    """How many public projects there are, were tried, adopted, and of those asked a year later are still used.

    `reasons` counts why some were stopped or are no longer used, by the closed list.
    """

    projects: int
    tried: int
    adopted: int
    asked: int
    still_used: int
    stopped: int
    reasons: dict[str, int]


def funnel() -> Funnel:
    """The numbers over everything public, whoever asks."""
    counted: dict[str, Any] = Project.published.aggregate(
        projects=Count("pk"),
        tried=Count("pk", filter=Q(started_at__isnull=False)),
        adopted=Count("pk", filter=Q(adopted_at__isnull=False)),
        stopped=Count("pk", filter=Q(state=ProjectState.STOPPED)),
    )
    used: dict[str, Any] = UseCheck.published.aggregate(
        asked=Count("pk", filter=~Q(answer="")),
        still_used=Count("pk", filter=Q(answer__in=[UseAnswer.FULLY, UseAnswer.PARTLY])),
    )
    return Funnel(**counted, **used, reasons=_reasons())


def _reasons() -> dict[str, int]:
    found: dict[str, int] = {}
    stopped = Project.published.exclude(stop_reason="").values_list("stop_reason")
    unused = UseCheck.published.exclude(reason="").values_list("reason")
    for rows in (stopped, unused):
        for reason, count in rows.order_by().annotate(n=Count("pk")):
            found[reason] = found.get(reason, 0) + count
    return found
