"""Writing the parts of a project. Each action writes a new part, or changes the one it is given."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.kernel.web.clock import JAPAN
from yui.solving.finding import touch
from yui.solving.projects import rules
from yui.solving.projects.actions.keeping import kept
from yui.solving.projects.events import HandoverCompleted, MeasurementTaken
from yui.solving.projects.models import (
    CostLine,
    HandoverItem,
    Indicator,
    Measurement,
    Milestone,
    Partner,
    Project,
    ProjectPart,
)
from yui.solving.projects.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """What is measured, in which unit, in which direction it gets better, from where, to where."""

    name: str
    unit: str
    better: str
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None


class AlreadyThere(Refused):
    """There can be only one of these; `field` is where the writer chooses another."""

    code = "projects.already-there"

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(sentence, fields={field: sentence})


class NotYetMeasured(Refused):
    """A value of tomorrow is a wish, not a measurement."""

    code = "projects.measured-in-future"

    def __init__(self) -> None:
        sentence = _("測った日が先の日付です。今日までの日付を入れてください。")
        super().__init__(sentence, fields={"measured_on": sentence})


class UnreadableQuarter(Refused):
    """A quarter reads 2026-Q1."""

    code = "projects.unreadable-quarter"

    def __init__(self) -> None:
        sentence = _("四半期は「2026-Q1」のように入れてください。")
        super().__init__(sentence, fields={"quarter": sentence})


class PartnerUnnamed(Refused):
    """A partner is an organisation we know, or a name."""

    code = "projects.partner-unnamed"

    def __init__(self) -> None:
        sentence = _("団体を選ぶか、団体の名前を書いてください。")
        super().__init__(sentence, fields={"name": sentence})


@action(Permission.WRITE)
def plan_milestone(
    *,
    project: Project,
    name: str,
    due_on: date,
    by: Actor,
    at: datetime,
    done_on: date | None = None,
    part: Milestone | None = None,
) -> Milestone:
    """Write a step with its planned day, and its real one when it is done."""
    values = {"name": name, "due_on": due_on, "done_on": done_on}
    return kept(Milestone, part, project, "projects.milestone-written", values)


@action(Permission.WRITE)
def set_indicator(
    *, project: Project, gauge: Gauge, by: Actor, at: datetime, part: Indicator | None = None
) -> Indicator:
    """Say what will be measured."""
    same = Indicator.objects.filter(project=project, name=gauge.name)
    if same.exclude(pk=part.pk if part else 0).exists():
        raise AlreadyThere("name", _("同じ名前の指標があります。違いが分かる名前にしてください。"))
    return kept(Indicator, part, project, "projects.indicator-set", asdict(gauge))


@action(Permission.WRITE)
def take_measurement(
    *,
    indicator: Indicator,
    measured_on: date,
    value: Decimal,
    by: Actor,
    at: datetime,
    source: str = "",
    part: Measurement | None = None,
) -> Measurement:
    """Keep the value of an indicator on a day, or correct one."""
    if measured_on > at.astimezone(JAPAN).date():
        raise NotYetMeasured
    same = Measurement.objects.filter(indicator=indicator, measured_on=measured_on)
    if same.exclude(pk=part.pk if part else 0).exists():
        raise AlreadyThere("measured_on", _("この日の値は、もう入っています。直すときは、その値を開いてください。"))
    values = {"indicator": indicator, "measured_on": measured_on, "value": value, "source": source}
    taken = kept(Measurement, part, indicator.project, "projects.measured", values)
    events.publish(MeasurementTaken(project_id=indicator.project_id, indicator_id=indicator.pk))
    return taken


@action(Permission.WRITE)
def write_cost(
    *,
    project: Project,
    quarter: str,
    kind: str,
    by: Actor,
    at: datetime,
    planned: int | None = None,
    spent: int | None = None,
    part: CostLine | None = None,
) -> CostLine:
    """Write what was planned and what was spent for one kind in one quarter."""
    try:
        rules.Quarter.parse(quarter)
    except ValueError:
        raise UnreadableQuarter from None
    same = CostLine.objects.filter(project=project, quarter=quarter, kind=kind)
    if same.exclude(pk=part.pk if part else 0).exists():
        raise AlreadyThere("quarter", _("この四半期のこの種類は、もう入っています。その行を開いて直してください。"))
    values = {"quarter": quarter, "kind": kind, "planned": planned, "spent": spent}
    return kept(CostLine, part, project, "projects.cost-written", values)


@action(Permission.WRITE)
def add_partner(
    *,
    project: Project,
    role: str,
    by: Actor,
    at: datetime,
    name: str = "",
    organisation: Any = None,
    part: Partner | None = None,
) -> Partner:
    """Name who works along and as what."""
    if organisation is None and not name.strip():
        raise PartnerUnnamed
    values = {"organisation": organisation, "name": name, "role": role}
    return kept(Partner, part, project, "projects.partner-added", values)


@action(Permission.WRITE)
def plan_handover(
    *,
    project: Project,
    what: str,
    by: Actor,
    at: datetime,
    who: str = "",
    due_on: date | None = None,
    done_on: date | None = None,
    part: HandoverItem | None = None,
) -> HandoverItem:
    """Write what the town learns to do alone, who can, and since when."""
    before = _handed_over(project)
    values = {"what": what, "who": who, "due_on": due_on, "done_on": done_on}
    item = kept(HandoverItem, part, project, "projects.handover-planned", values)
    _say_handed_over(project, before)
    return item


@action(Permission.WRITE)
def remove_part(*, part: ProjectPart, by: Actor, at: datetime) -> None:
    """Take a part out of a project; the book keeps which and when, and its figures."""
    project, model = part.project, type(part)
    names = [field.attname for field in model._meta.concrete_fields if field.editable and field.name != "id"]
    audit.record(f"projects.{model._meta.model_name}-removed", of=part, before={n: getattr(part, n) for n in names})
    before = _handed_over(project)
    part.delete()
    _say_handed_over(project, before)
    if project.public:
        touch("project", project.pk)


def _handed_over(project: Project) -> bool:
    """Whether there is a hand-over list and all of it is done."""
    return rules.progress(HandoverItem.objects.filter(project=project).values_list("done_on", flat=True)).complete


def _say_handed_over(project: Project, before: bool) -> None:
    if not before and _handed_over(project):
        events.publish(HandoverCompleted(project_id=project.pk, owner_id=project.owner_id))
