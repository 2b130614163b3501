"""A project's page: everything on it, prepared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yui.kernel.access import Actor
from yui.solving.fields import Field
from yui.solving.needs import queries as needs
from yui.solving.projects import rules
from yui.solving.projects.models import (
    CostLine,
    EarlyWarning,
    HandoverItem,
    Indicator,
    Measurement,
    Milestone,
    Partner,
    Project,
    ProjectState,
    UseCheck,
)
from yui.solving.projects.permissions import Permission
from yui.solving.projects.queries.costs import Costs, costs
from yui.solving.projects.queries.measured import Measured, measured
from yui.solving.projects.registry import CaseLink, cases_of
from yui.solving.solutions import queries as solutions

TONES = {
    ProjectState.PLANNED: "quiet",
    ProjectState.TRIAL: "info",
    ProjectState.RUNNING: "success",
    ProjectState.MEASURING: "info",
    ProjectState.PAUSED: "warning",
    ProjectState.FINISHED: "filled",
    ProjectState.STOPPED: "error",
}


@dataclass(frozen=True)
class Step:
    """A milestone and by how many days it was or is late."""

    milestone: Milestone
    days_late: int


@dataclass(frozen=True)
class Related:
    """Another record that belongs to the story."""

    title: str
    url: str


@dataclass(frozen=True)
class ProjectPage:
    """A project with all its parts. `moves` are those its reader may make now."""

    project: Project
    owner_name: str
    field: Any
    state: Any
    tone: str
    steps: tuple[Step, ...]
    progress: rules.Progress
    indicators: tuple[Measured, ...]
    costs: Costs
    partners: tuple[Partner, ...]
    handover: tuple[HandoverItem, ...]
    self_reliance: rules.Progress
    warnings: tuple[EarlyWarning, ...]
    use_check: UseCheck | None
    need: Related | None
    service: Related | None
    cases: tuple[CaseLink, ...]
    moves: tuple[str, ...]
    may_write: bool
    may_publish: bool
    url: str
    desk_url: str

    @property
    def partner_cells(self) -> list[tuple[str, str]]:
        """Who works along, as a table prints it."""
        return [(partner.shown_name, partner.role) for partner in self.partners]

    @property
    def late(self) -> int:
        """How many steps should be done and are not."""
        return sum(1 for step in self.steps if step.days_late and step.milestone.done_on is None)

    @property
    def unmeasured(self) -> bool:
        """Whether nothing at all has been measured."""
        return all(one.latest is None for one in self.indicators)


def project_page(project: Project, *, reader: Actor, today: date) -> ProjectPage:
    """The page as `reader` may see it, in a fixed number of queries."""
    milestones = list(Milestone.visible.filter(project=project).order_by("due_on", "pk"))
    handover = tuple(HandoverItem.visible.filter(project=project).order_by("pk"))
    ours = project.is_own()
    return ProjectPage(
        project=project,
        owner_name=project.owner.name,
        field=Field(project.field).label,
        state=ProjectState(project.state).label,
        tone=TONES[ProjectState(project.state)],
        steps=tuple(Step(one, rules.days_late(one.due_on, one.done_on, today)) for one in milestones),
        progress=rules.progress(one.done_on for one in milestones),
        indicators=tuple(measured([project.pk])[project.pk]),
        costs=costs(CostLine.visible.filter(project=project)),
        partners=tuple(Partner.visible.filter(project=project).select_related("organisation").order_by("pk")),
        handover=handover,
        self_reliance=rules.progress(item.done_on for item in handover),
        warnings=tuple(EarlyWarning.visible.filter(project=project).order_by("-reported_on", "-pk")),
        use_check=UseCheck.visible.filter(project=project).first(),
        need=_need(project),
        service=_service(project),
        cases=cases_of(project.pk),
        moves=tuple(project.machine.moves_from(project.state)) if ours and reader.may(Permission.MOVE) else (),
        may_write=ours and reader.may(Permission.WRITE),
        may_publish=ours and reader.may(Permission.PUBLISH),
        url=reverse("projects:detail", args=[project.ref]),
        desk_url=reverse("projects:desk", args=[project.ref]),
    )


def measurement_table(project: Project) -> list[tuple[Any, ...]]:
    """Every measurement as a row: indicator, unit, better, day, value, source; the baseline is one of them."""
    indicators = {row.pk: row for row in Indicator.visible.filter(project=project).order_by("pk")}
    begun = [
        (one.name, one.unit, one.better, one.baseline_on or "", one.baseline, _("はじめの値"))
        for one in indicators.values()
        if one.baseline is not None
    ]
    taken = Measurement.visible.filter(project=project).order_by("indicator", "measured_on")
    return begun + [_line(indicators[row.indicator_id], row) for row in taken]


def _line(of: Indicator, row: Measurement) -> tuple[Any, ...]:
    return (of.name, of.unit, of.better, row.measured_on, row.value, row.source)


def _need(project: Project) -> Related | None:
    facts = needs.facts([project.need_id]).get(project.need_id) if project.need_id else None
    return Related(facts.title, facts.url) if facts else None


def _service(project: Project) -> Related | None:
    facts = solutions.facts([project.service_id]).get(project.service_id) if project.service_id else None
    return Related(facts.name, facts.url) if facts else None
