"""Projects with what was measured, for everybody; and measurements that a town's own program sends."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from yui.kernel.access import Refused
from yui.kernel.api.offering import (
    READABLE_LINE,
    Body,
    Day,
    Line,
    Moment,
    Page,
    Paging,
    Party,
    Ref,
    WithToken,
    demand,
    page_of,
    party,
    register_router,
    whole_address,
)
from yui.kernel.web import clock
from yui.solving import finding
from yui.solving.projects import actions
from yui.solving.projects.models import CostLine, Indicator, Measurement, Milestone, Partner, Project
from yui.solving.projects.permissions import Permission
from yui.solving.projects.queries.measured import Measured, measured

public = Router(tags=["projects"])
own = Router(tags=["own"], auth=WithToken())
register_router("/projects", public)
register_router("/own/projects", own)

FieldCode = Literal[
    "agriculture", "care", "industry", "education", "elderly", "telework", "green", "community", "regulation",
    "general", "recovery",
]  # fmt: skip
State = Literal["planned", "trial", "running", "measuring", "paused", "finished", "stopped"]
CostCode = Literal["initial", "running", "line", "all", "hours"]
MOST = 9_999_999_999


class TooPrecise(Refused):
    """Values are kept with three decimals; a fourth would silently be lost."""

    code = "projects.too-precise"

    def __init__(self) -> None:
        sentence = _("値は小数点以下3けたまでで送ってください。")
        super().__init__(sentence, fields={"value": sentence})


class MeasurementOut(Schema):
    """The value of an indicator on a day."""

    measured_on: date
    value: float = Field(examples=[91])
    source: str = Field(description="どうやって測ったか", examples=["住民への聞き取り（118世帯）"])


class IndicatorOut(Schema):
    """What is measured, from where to where, and what became of it."""

    ref: str = Field(examples=["2345678abc"])
    name: str = Field(examples=["確かめた世帯"])
    unit: str = Field(examples=["%"])
    better: Literal["up", "down"] = Field(description="よくなる向き。up：大きいほどよい、down：小さいほどよい")
    baseline: float | None = Field(description="はじめの値", examples=[38])
    baseline_on: date | None
    target: float | None = Field(description="目標の値", examples=[85])
    target_on: date | None
    verdict: Literal["better", "worse", "same", "unmeasured", "no_baseline"]
    change: float | None = Field(description="はじめの値からの差", examples=[53])
    reached: bool | None = Field(description="目標に届いたか")
    sentence: str = Field(examples=["38%から91%へ（+53ポイント）。良くなりました。"])
    measurements: list[MeasurementOut]


class ProjectLine(Schema):
    """A project in a list, with its indicators."""

    ref: str = Field(examples=["2345678abc"])
    url: str
    name: str = Field(examples=["電話で届く防災の知らせ"])
    summary: str
    field: FieldCode
    state: State
    town: Party
    public: bool = Field(description="だれでも読める")
    starts_on: date | None
    ends_on: date | None
    adopted_at: datetime | None
    changed_at: datetime
    indicators: list[IndicatorOut]


class MilestoneOut(Schema):
    """A step with its planned day and its real one."""

    name: str
    due_on: date
    done_on: date | None


class PartnerOut(Schema):
    """Who works along and as what."""

    name: str
    role: str


class CostOut(Schema):
    """Plan and spending of one kind in one quarter; of `hours` the sums are hours of staff, else yen with tax."""

    quarter: str = Field(examples=["2026-Q1"])
    kind: CostCode
    planned_yen: int | None
    spent_yen: int | None
    planned_hours: int | None
    spent_hours: int | None


class ProjectOut(ProjectLine):
    """A project with all its parts."""

    milestones: list[MilestoneOut]
    partners: list[PartnerOut]
    costs: list[CostOut]


class ProjectFilter(Schema):
    """Which projects."""

    q: Line = Field("", description="ことば。近いものから並びます", examples=["防災無線"])
    field: FieldCode | None = Field(None, description="分野")
    state: State | None = Field(None, description="段階")
    prefecture: Line = Field("", description="都道府県の名前", examples=["織江県"])
    government_code: Line = Field("", description="全国地方公共団体コード（6けた）", examples=["480011"])
    changed_since: Moment | None = Field(None, description="この時よりあとに変わったもの。変わった順に並びます")


class MeasurementIn(Body):
    """A value that was measured."""

    indicator: Ref = Field(description="指標の印")
    measured_on: Day = Field(description="測った日。今日まで")
    value: Annotated[float, Field(ge=-MOST, le=MOST)] = Field(description="値。小数点以下3けたまで", examples=[91])
    source: Annotated[str, StringConstraints(max_length=80, pattern=READABLE_LINE)] = Field(
        "", description="どうやって測ったか", examples=["発信の記録"]
    )


@public.get("", response=Page[ProjectLine], summary="取組の一覧")
def list_projects(request: HttpRequest, wanted: Query[ProjectFilter], paging: Query[Paging]) -> dict[str, Any]:
    """Public projects with their measurements, the latest first; with `q` the closest, with `changed_since` by change."""
    order: tuple[str, ...] = ("-id",)
    found = Project.published.select_related("owner")
    if wanted.changed_since:
        found, order = found.filter(changed_at__gte=wanted.changed_since), ("changed_at", "id")
    elif wanted.q.strip():
        found, order = finding.ranked(found, "project", wanted.q), ("rank", "id")
    asked = {
        "field": wanted.field,
        "state": wanted.state,
        "owner__prefecture": wanted.prefecture,
        "owner__government_code": wanted.government_code,
    }
    narrowed = found.filter(**{column: value for column, value in asked.items() if value})
    return page_of(request, narrowed, paging, order=order, show_all=_lines)


@public.get("/{ref}", response=ProjectOut, summary="取組")
def get_project(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """One public project with steps, partners, costs and every measurement."""
    return _whole(Project.published, ref)


@own.get("", response=Page[ProjectLine], summary="自分の団体の取組")
def list_own_projects(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """One's own projects, the latest first. Needs the right `projects.project:write`."""
    demand(request, Permission.WRITE)
    return page_of(request, Project.objects.select_related("owner"), paging, order=("-id",), show_all=_lines)


@own.get("/{ref}", response=ProjectOut, summary="自分の団体の一つの取組")
def get_own_project(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """One of one's own projects, public or not. Needs the right `projects.project:write`."""
    demand(request, Permission.WRITE)
    return _whole(Project.objects, ref)


@own.post("/{ref}/measurements", response={201: MeasurementOut}, summary="測った値を送る")
def take_measurement(request: HttpRequest, ref: Ref, measurement: MeasurementIn) -> Status[dict[str, Any]]:
    """Keep the value of an indicator on a day; a second value for the same day is refused.

    Needs the right `projects.project:write`.
    """
    by = demand(request, Permission.WRITE)
    indicator = Indicator.objects.filter(project__ref=ref, ref=measurement.indicator).select_related("project").first()
    if indicator is None:
        raise Http404
    value = Decimal(repr(measurement.value))
    if value != round(value, 3):
        raise TooPrecise
    taken = actions.take_measurement(
        indicator=indicator,
        measured_on=measurement.measured_on,
        value=value,
        source=measurement.source,
        by=by,
        at=clock.now(),
    )
    return Status(201, _measurement(taken))


def _whole(door: Any, ref: str) -> dict[str, Any]:
    project = door.select_related("owner").filter(ref=ref).first()
    if project is None:
        raise Http404
    steps = Milestone.visible.filter(project=project).order_by("due_on", "pk")
    partners = Partner.visible.filter(project=project).select_related("organisation").order_by("pk")
    lines = CostLine.visible.filter(project=project).order_by("quarter", "kind")
    return {
        **_lines([project])[0],
        "milestones": list(steps.values("name", "due_on", "done_on")),
        "partners": [{"name": one.shown_name, "role": one.role} for one in partners],
        "costs": [_cost(one) for one in lines],
    }


def _lines(projects: list[Project]) -> list[dict[str, Any]]:
    told = measured([project.pk for project in projects])
    return [_line(project, told.get(project.pk, [])) for project in projects]


def _line(project: Project, indicators: list[Measured]) -> dict[str, Any]:
    names = "ref name summary field state public starts_on ends_on adopted_at changed_at"
    return {
        **{name: getattr(project, name) for name in names.split()},
        "url": whole_address(reverse("projects:detail", args=[project.ref])),
        "town": party(project.owner),
        "indicators": [_indicator(one) for one in indicators],
    }


def _indicator(one: Measured) -> dict[str, Any]:
    names = "ref name unit better baseline baseline_on target target_on"
    return {
        **{name: getattr(one.indicator, name) for name in names.split()},
        "verdict": one.change.verdict.value,
        "change": one.change.amount,
        "reached": one.change.reached,
        "sentence": str(one.sentence),
        "measurements": [_measurement(row) for row in one.measurements],
    }


def _measurement(row: Measurement) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("measured_on", "value", "source")}


def _cost(one: CostLine) -> dict[str, Any]:
    unit, other = ("hours", "yen") if one.kind == "hours" else ("yen", "hours")
    return {
        "quarter": one.quarter,
        "kind": one.kind,
        f"planned_{unit}": one.planned,
        f"spent_{unit}": one.spent,
        f"planned_{other}": None,
        f"spent_{other}": None,
    }
