"""Projects with their measurements for everybody, and values that a town's own program sends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.programs import program, queries_of, sent
from tests.solving.projects import making
from yui.kernel.access import Role
from yui.solving.projects import actions

pytestmark = pytest.mark.django_db

LIST = "/api/v1/projects"


def manager(of: Any = None) -> Any:
    return make.manager(of or make.town())


def sensor(of: Any = None) -> Client:
    return program(of or make.town(), Role.OFFICIAL)


def measured_project() -> Any:
    by = manager()
    project = making.published(by)
    making.measured(by, making.indicator(by, project), (date(2026, 4, 1), 60), (date(2026, 10, 1), 91))
    return project


def test_everybody_reads_what_was_measured(client: Client) -> None:
    by, project = manager(), measured_project()
    actions.plan_milestone(project=project, name="説明会", due_on=date(2026, 5, 1), by=by, at=making.AT)
    actions.write_cost(project=project, quarter="2026-Q1", kind="hours", planned=20, spent=18, by=by, at=making.AT)
    actions.write_cost(project=project, quarter="2026-Q1", kind="initial", planned=600_000, by=by, at=making.AT)

    told = client.get(f"{LIST}/{project.ref}").json()

    indicator = told["indicators"][0]
    assert (indicator["baseline"], indicator["change"], indicator["verdict"]) == (38, 53, "better")
    assert [one["value"] for one in indicator["measurements"]] == [60, 91]
    assert indicator["reached"] is True
    assert told["milestones"] == [{"name": "説明会", "due_on": "2026-05-01", "done_on": None}]
    hours, money = told["costs"]
    assert (hours["planned_hours"], hours["planned_yen"]) == (20, None)
    assert (money["planned_yen"], money["spent_yen"], money["planned_hours"]) == (600_000, None, None)


def test_a_project_that_is_not_public_is_in_no_answer(client: Client) -> None:
    project = making.project(manager())

    assert client.get(LIST).json()["total"] == 0
    assert client.get(f"{LIST}/{project.ref}").status_code == 404
    assert sensor().get(f"/api/v1/own/projects/{project.ref}").json()["public"] is False


def test_the_list_is_narrowed_and_costs_the_same_however_long(client: Client) -> None:
    measured_project()
    short = queries_of(client, LIST)
    other = manager(make.town("潮見浦町", prefecture="波音県"))
    project = making.published(other, "海の水温", field="industry")
    making.measured(other, making.indicator(other, project), (date(2026, 4, 1), 60))

    assert queries_of(client, LIST) == short <= 5
    assert [one["name"] for one in client.get(LIST, {"field": "industry"}).json()["items"]] == ["海の水温"]
    assert client.get(LIST, {"prefecture": "波音県", "state": "running"}).json()["total"] == 1
    assert client.get(LIST, {"government_code": "480011"}).json()["total"] == 1


def test_a_program_sends_a_value_and_everybody_reads_it(client: Client) -> None:
    project = measured_project()
    ref = client.get(f"{LIST}/{project.ref}").json()["indicators"][0]["ref"]
    body = {"indicator": ref, "measured_on": "2026-11-01", "value": 92.5, "source": "発信の記録"}

    answer = sent(sensor(), "post", f"/own/projects/{project.ref}/measurements", body)

    assert (answer.status_code, answer.json()) == (
        201,
        {"measured_on": "2026-11-01", "value": 92.5, "source": "発信の記録"},
    )
    told = client.get(f"{LIST}/{project.ref}").json()["indicators"][0]
    assert told["measurements"][-1]["value"] == 92.5


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"measured_on": "2026-10-01"}, "projects.already-there"),
        ({"measured_on": "2099-01-01"}, "projects.measured-in-future"),
        ({"value": 0.1234}, "projects.too-precise"),
        ({"value": "92"}, "invalid-input"),
        ({"measured_on": 20261101}, "invalid-input"),
        ({"measured_on": "2026-02-30"}, "invalid-input"),
        ({"indicator": "2345678abc"}, "not-found"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused(client: Client, changes: dict[str, Any], code: str) -> None:
    project = measured_project()
    ref = client.get(f"{LIST}/{project.ref}").json()["indicators"][0]["ref"]
    body = {"indicator": ref, "measured_on": "2026-11-01", "value": 92, **changes}

    answer = sent(sensor(), "post", f"/own/projects/{project.ref}/measurements", body)

    assert answer.json()["code"] == code
    assert len(client.get(f"{LIST}/{project.ref}").json()["indicators"][0]["measurements"]) == 2


def test_the_indicator_of_another_project_is_not_found(client: Client) -> None:
    by, project = manager(), measured_project()
    other = making.published(by, "べつの取組")
    ref = client.get(f"{LIST}/{project.ref}").json()["indicators"][0]["ref"]
    body = {"indicator": ref, "measured_on": "2026-11-01", "value": 92}

    assert sent(sensor(), "post", f"/own/projects/{other.ref}/measurements", body).status_code == 404
