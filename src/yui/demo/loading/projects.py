"""Projects of the demo region."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from yui.demo.loading.known import Known
from yui.demo.written import moment
from yui.kernel.access import Actor
from yui.solving.projects import actions
from yui.solving.projects.actions import Gauge, Origin, Plan


def load(known: Known) -> None:
    """Plan every project, let it run, measure it, and tell its troubles, on the days written."""
    projects = known.rooms.setdefault("projects", {})
    for row in known.written.rows("projects"):
        official = known.official(row["town"], row["post"])
        project = _planned(known, row, official)
        projects[row["key"]] = project
        _parts(known, row, project, official)
        for indicator in row["indicators"]:
            _indicator(project, indicator, official)
        _run(known, row, project, official)


def _planned(known: Known, row: dict[str, Any], official: Actor) -> Any:
    need = known.rooms["needs"][row["need"]]
    service = known.rooms["services"].get(row.get("service", ""))
    introduction = _agreed(known, row)
    bureau = known.organisations[known.written.region["bureau"]["key"]]
    return actions.draft_project(
        plan=Plan(
            name=row["name"],
            summary=row["summary"],
            field=need.field,
            post_id=known.posts[row["post"]].pk,
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
        ),
        origin=Origin(
            need_id=need.pk,
            service_id=service.pk if service else None,
            introduction_id=introduction.pk if introduction else None,
            bureau_id=bureau.pk,
        ),
        by=official,
        at=moment(row["starts_on"] - timedelta(days=10), 15),
    )


def _agreed(known: Known, row: dict[str, Any]) -> Any:
    """The introduction that the project came from: without it, its agreement would begin a second project."""
    for one in known.written.rows("introductions"):
        if (one["need"], one.get("service"), one["state"]) == (row["need"], row.get("service"), "agreed"):
            return known.rooms["introductions"].get(one["key"])
    return None


def _parts(known: Known, row: dict[str, Any], project: Any, official: Actor) -> None:
    at = moment(row["starts_on"], 16)
    acting: dict[str, Any] = {"project": project, "by": official, "at": at}
    for one in row["milestones"]:
        actions.plan_milestone(name=one["name"], due_on=one["due_on"], done_on=one.get("done_on"), **acting)
    for one in row["costs"]:
        actions.write_cost(quarter=one["period"], kind="all", planned=one["planned"], spent=one.get("spent"), **acting)
    for one in row["partners"]:
        organisation = known.organisations.get(one.get("organisation", ""))
        name = "" if organisation else one.get("name", "")
        actions.add_partner(role=one["role"], organisation=organisation, name=name, **acting)
    for one in row["handover"]:
        actions.plan_handover(what=one["what"], who=one.get("to", ""), done_on=one.get("done_on"), **acting)


def _indicator(project: Any, row: dict[str, Any], official: Actor) -> None:
    gauge = Gauge(
        name=row["name"],
        unit=row["unit"],
        better=row["better"],
        baseline=_figure(row.get("baseline")),
        baseline_on=row.get("baseline_on"),
        target=_figure(row.get("target")),
        target_on=row.get("target_on"),
    )
    started = moment(row["baseline_on"], 17) if "baseline_on" in row else moment(row["measurements"][0]["on"], 9)
    indicator = actions.set_indicator(project=project, gauge=gauge, by=official, at=started)
    for one in row["measurements"]:
        actions.take_measurement(
            indicator=indicator, measured_on=one["on"], value=Decimal(str(one["value"])), by=official,
            at=moment(one["on"] + timedelta(days=1), 9),
        )  # fmt: skip


def _run(known: Known, row: dict[str, Any], project: Any, official: Actor) -> None:
    """Move it as far as written; a project in use was in trial for a quarter before."""
    start = row["starts_on"]
    actions.publish_project(project=project, by=known.manager(row["town"]), at=moment(start, 17))
    actions.start_trial(project=project, by=official, at=moment(start, 18))
    if row["state"] == "running":
        actions.start_running(project=project, by=official, at=moment(start + timedelta(days=91), 9))
    for told in row.get("reported", ()):
        warning = actions.report_trouble(
            project=project, reported_on=told["on"], what=told["what"], severity="watch", by=official,
            at=moment(told["on"], 18),
        )  # fmt: skip
        if told.get("response"):
            day = told["on"] + timedelta(days=6)
            actions.resolve_trouble(
                warning=warning, response=told["response"], resolved_on=day, by=official, at=moment(day, 10)
            )


def _figure(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
