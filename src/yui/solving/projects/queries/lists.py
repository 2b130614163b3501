"""Lists of projects, and of early warnings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yui.solving.fields import Field
from yui.solving.narrowing import Facet, Group, groups, narrowed
from yui.solving.projects import rules
from yui.solving.projects.models import EarlyWarning, Milestone, Project, ProjectState, Severity
from yui.solving.projects.queries.measured import Measured, measured
from yui.solving.projects.queries.page import TONES

FACETS = (
    Facet("field", "field", _("分野"), Field.choices),
    Facet("state", "state", _("いまの段階"), ProjectState.choices),
)


@dataclass(frozen=True)
class Row:
    """A project in a list: where it stands, and the first indicator that has something to say."""

    ref: str
    name: str
    summary: str
    owner_name: str
    field: Any
    state: Any
    tone: str
    progress: rules.Progress
    late: int
    headline: Measured | None
    public: bool


@dataclass(frozen=True)
class WarningRow:
    """An early warning, as the bureau of a town reads it."""

    ref: str
    what: str
    severity: Any
    reported_on: date
    asks_help: bool
    advised: bool
    resolved_on: date | None
    project_name: str
    owner_name: str


def rows(projects: Sequence[Project], *, today: date) -> list[Row]:
    """The projects as rows, in three queries however many they are. Load them with `select_related("owner")`."""
    pks = [project.pk for project in projects]
    steps: dict[int, list[Milestone]] = defaultdict(list)
    for one in Milestone.visible.filter(project_id__in=pks):
        steps[one.project_id].append(one)
    indicators = measured(pks)
    return [_row(project, steps[project.pk], indicators.get(project.pk, []), today) for project in projects]


def facets(records: Any, asked: QueryDict) -> tuple[Group, ...]:
    """The choices with their counts, each counted under what the other facets ask for."""
    counts = {}
    for facet in FACETS:
        others = narrowed(records, [other for other in FACETS if other is not facet], asked)
        found = others.order_by().values_list(facet.column).annotate(n=Count("pk"))
        counts[facet.name] = Counter(dict(found))
    return groups(FACETS, asked, counts)


def warnings_for_us() -> list[WarningRow]:
    """Early warnings of towns to the bureau acted for: unresolved first, the worst and latest first."""
    worst = {severity: place for place, severity in enumerate([Severity.HALT, Severity.DELAY, Severity.WATCH])}
    found = EarlyWarning.shared.select_related("project", "owner").order_by("-reported_on")[:200]
    return [
        _warning_row(one)
        for one in sorted(found, key=lambda one: (one.resolved_on is not None, worst[Severity(one.severity)]))
    ]


def _warning_row(one: EarlyWarning) -> WarningRow:
    return WarningRow(
        ref=one.ref,
        what=one.what,
        severity=Severity(one.severity).label,
        reported_on=one.reported_on,
        asks_help=one.asks_help,
        advised=bool(one.advice),
        resolved_on=one.resolved_on,
        project_name=one.project.name,
        owner_name=one.owner.name,
    )


def _row(project: Project, steps: list[Milestone], indicators: list[Measured], today: date) -> Row:
    late = [one for one in steps if one.done_on is None and rules.days_late(one.due_on, None, today)]
    telling = [one for one in indicators if one.latest is not None] or indicators
    return Row(
        ref=project.ref,
        name=project.name,
        summary=project.summary,
        owner_name=project.owner.name,
        field=Field(project.field).label,
        state=ProjectState(project.state).label,
        tone=TONES[ProjectState(project.state)],
        progress=rules.progress(one.done_on for one in steps),
        late=len(late),
        headline=telling[0] if telling else None,
        public=project.public,
    )
