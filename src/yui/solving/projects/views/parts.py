"""The kinds of parts one writes at the desk: each with its form, its record and its action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as django_forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from yui.solving.projects import actions, forms
from yui.solving.projects.models import (
    CostLine,
    EarlyWarning,
    HandoverItem,
    Indicator,
    Measurement,
    Milestone,
    Partner,
    Project,
    ProjectPart,
)

Typed = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """How one kind of part is written."""

    name: str
    label: Any
    model: type[ProjectPart]
    form: Callable[..., django_forms.Form]
    keep: Callable[..., Any]
    saying: Callable[[Any], dict[str, Any]]


def _form(of: type[django_forms.Form]) -> Callable[..., django_forms.Form]:
    def made(project: Project, part: Any, today: date, data: Any, initial: dict[str, Any]) -> django_forms.Form:
        return of(data, initial=initial)

    return made


def _measurement_form(project: Project, part: Any, today: date, data: Any, initial: dict[str, Any]) -> Any:
    listed = Indicator.objects.filter(project=project).order_by("pk")
    choices = [(one.ref, f"{one.name}（{one.unit}）") for one in listed]
    return forms.MeasurementForm(data, initial=initial, indicators=choices)


def _cost_form(project: Project, part: Any, today: date, data: Any, initial: dict[str, Any]) -> Any:
    return forms.CostForm(data, initial=initial, today=today, around=part.quarter if part else "")


def _attributes(*names: str) -> Callable[[Any], dict[str, Any]]:
    return lambda part: {name: getattr(part, name) for name in names}


def _keep(act: Callable[..., Any]) -> Callable[..., Any]:
    def kept(project: Project, part: Any, form: Any, **who: Any) -> Any:
        return act(project=project, part=part, **form.cleaned_data, **who)

    return kept


def _keep_indicator(project: Project, part: Any, form: Any, **who: Any) -> Any:
    return actions.set_indicator(project=project, gauge=form.gauge(), part=part, **who)


def _keep_measurement(project: Project, part: Any, form: Any, **who: Any) -> Any:
    typed = dict(form.cleaned_data)
    indicator = Indicator.objects.get(project=project, ref=typed.pop("indicator"))
    return actions.take_measurement(indicator=indicator, part=part, **typed, **who)


def _keep_partner(project: Project, part: Any, form: Any, **who: Any) -> Any:
    """An organisation that is registered under exactly this name is meant by it."""
    typed = dict(form.cleaned_data)
    organisations: Any = apps.get_model("identity", "Organisation")
    known = list(organisations.published.filter(name=typed["name"].strip())[:2]) if typed["name"].strip() else []
    return actions.add_partner(
        project=project, part=part, organisation=known[0] if len(known) == 1 else None, **typed, **who
    )


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "milestones",
            _("節目"),
            Milestone,
            _form(forms.MilestoneForm),
            _keep(actions.plan_milestone),
            _attributes("name", "due_on", "done_on"),
        ),
        Kind(
            "indicators",
            _("指標"),
            Indicator,
            _form(forms.IndicatorForm),
            _keep_indicator,
            _attributes("name", "unit", "better", "baseline", "baseline_on", "target", "target_on"),
        ),
        Kind(
            "measurements",
            _("測った値"),
            Measurement,
            _measurement_form,
            _keep_measurement,
            lambda part: {
                "indicator": part.indicator.ref,
                **_attributes("measured_on", "value", "source")(part),
            },
        ),
        Kind(
            "costs",
            _("費用"),
            CostLine,
            _cost_form,
            _keep(actions.write_cost),
            _attributes("quarter", "kind", "planned", "spent"),
        ),
        Kind(
            "partners",
            _("いっしょに取り組む団体"),
            Partner,
            _form(forms.PartnerForm),
            _keep_partner,
            lambda part: {"name": part.shown_name, "role": part.role},
        ),
        Kind(
            "handover",
            _("引き継ぎ"),
            HandoverItem,
            _form(forms.HandoverForm),
            _keep(actions.plan_handover),
            _attributes("what", "who", "due_on", "done_on"),
        ),
        Kind(
            "troubles",
            _("早めの知らせ"),
            EarlyWarning,
            _form(forms.TroubleForm),
            _keep(actions.report_trouble),
            _attributes("reported_on", "what", "severity", "asks_help"),
        ),
    )
}
