"""Projects for tests, with telling names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.test import Client

from tests import factories as make
from yui.kernel.access import Actor, Role
from yui.kernel.identity.models import Organisation
from yui.kernel.tenancy import acting_for
from yui.solving.projects import actions
from yui.solving.projects.models import Indicator, Project

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def project(by: Actor, name: str = "電話で届く防災の知らせ", *, at: datetime = AT, **fields: Any) -> Project:
    """A draft project of the actor's town."""
    plan = actions.Plan(**{"field": "recovery", "summary": "放送と同じ文を電話で読み上げる。", **fields}, name=name)
    return actions.draft_project(plan=plan, by=by, at=at)


def indicator(by: Actor, of: Project, name: str = "確かめた世帯", **fields: Any) -> Indicator:
    """An indicator from 38 % wished to 85 %."""
    known: dict[str, Any] = {
        "unit": "%",
        "better": "up",
        "baseline": Decimal(38),
        "baseline_on": date(2025, 8, 31),
        "target": Decimal(85),
        "target_on": date(2026, 10, 31),
    }
    return actions.set_indicator(project=of, gauge=actions.Gauge(name=name, **{**known, **fields}), by=by, at=AT)


def measured(by: Actor, of: Indicator, *values: tuple[date, int | float]) -> None:
    """Values on days."""
    for day, value in values:
        actions.take_measurement(indicator=of, measured_on=day, value=Decimal(str(value)), by=by, at=AT)


def published(by: Actor, name: str = "電話で届く防災の知らせ", **fields: Any) -> Project:
    """A running project that everybody may read."""
    made = project(by, name, **fields)
    actions.start_running(project=made, by=by, at=AT)
    return actions.publish_project(project=made, by=by, at=AT)


def again(record: Any) -> Any:
    """The record as the database has it now."""
    with acting_for(record.owner_id):
        return type(record).objects.get(pk=record.pk)


def signed_in(client: Client, of: Organisation, *roles: Role) -> Client:
    """The browser of somebody of an organisation."""
    client.force_login(make.member(of, *roles).person)
    return client
