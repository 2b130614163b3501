"""The ways a project may go, and what its forms say when they refuse: what was typed stays on the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.projects import making
from tests.solving.projects.making import AT, again
from yui.kernel.access import Role
from yui.kernel.audit.models import Entry
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.projects import actions
from yui.solving.projects.actions.moves import StopNeedsReason
from yui.solving.projects.actions.watching import ResolvedHow
from yui.solving.projects.models import CostLine, EarlyWarning, Measurement, Project, ProjectState

pytestmark = pytest.mark.django_db

HERE = "霧ヶ沢村"
STEPS = {
    "trial": actions.start_trial,
    "running": actions.start_running,
    "measuring": actions.measure_effect,
    "paused": actions.pause_project,
    "finished": actions.finish_project,
}
WAYS = {
    "planned": {"trial", "running"},
    "trial": {"running", "measuring", "paused", "finished"},
    "running": {"measuring", "paused", "finished"},
    "measuring": {"running", "paused", "finished"},
    "paused": {"trial", "running"},
    "finished": set[str](),
    "stopped": set[str](),
}
"""Where a project may go from where; giving it up is possible until it is over."""


@pytest.fixture
def desk(client: Client) -> Client:
    return making.signed_in(client, make.town(HERE), Role.OFFICIAL, Role.MANAGER)


def official() -> Any:
    return make.manager(make.town(HERE))


def standing_at(state: str) -> Project:
    """A project that has come to a state, however that was."""
    project = making.project(official())
    told = {"stop_reason": "budget"} if state == "stopped" else {}
    with acting_for(project.owner_id):
        Project.objects.filter(pk=project.pk).update(state=state, **told)
    return again(project)


@pytest.mark.parametrize("state", list(ProjectState.values))
def test_from_each_state_a_project_goes_where_it_may_and_nowhere_else(state: str) -> None:
    for goal, act in STEPS.items():
        project = standing_at(state)
        if goal in WAYS[state]:
            act(project=project, by=official(), at=AT)
            assert again(project).state == goal
        else:
            with pytest.raises(IllegalMove):
                act(project=project, by=official(), at=AT)
            assert again(project).state == state


@pytest.mark.parametrize("state", list(ProjectState.values))
def test_a_project_is_given_up_until_it_is_over(state: str) -> None:
    project = standing_at(state)

    if state in {"finished", "stopped"}:
        with pytest.raises(IllegalMove):
            actions.stop_project(project=project, reason="timing", by=official(), at=AT)
    else:
        actions.stop_project(project=project, reason="timing", note="担当が替わった。", by=official(), at=AT)
        assert (again(project).state, again(project).ended_at) == ("stopped", AT)


@pytest.mark.parametrize("reason", ["", "気分", "budget "])
def test_a_reason_outside_the_list_gives_nothing_up(reason: str) -> None:
    project = making.published(official())

    with pytest.raises(StopNeedsReason) as refused:
        actions.stop_project(project=project, reason=reason, by=official(), at=AT)

    assert refused.value.fields == {"reason": "中止の理由を選んでください。"}
    assert again(project).state == "running"
    with acting_for(project.owner_id):
        assert not Entry.objects.filter(code="projects.stopped").exists()


def test_a_trouble_is_not_resolved_without_saying_how() -> None:
    by = official()
    project = making.published(by)
    warning = actions.report_trouble(
        project=project, reported_on=AT.date(), what="声が小さい", severity="watch", by=by, at=AT
    )

    with pytest.raises(ResolvedHow) as refused:
        actions.resolve_trouble(warning=warning, response=" 　", resolved_on=AT.date(), by=by, at=AT)

    assert "次のまちの役に立ちます" in refused.value.fields["response"]
    assert again(warning).resolved_on is None


def test_asking_a_bureau_that_is_not_there_keeps_nothing_of_the_trouble() -> None:
    alone = make.town("榊野市", coordinated_by=None)
    project = making.project(make.official(alone))

    with pytest.raises(actions.watching.NobodyToAsk):
        actions.report_trouble(
            project=project, reported_on=AT.date(), what="声が小さい", severity="watch", asks_help=True,
            by=make.official(alone), at=AT,
        )  # fmt: skip

    with acting_for(alone):
        assert (EarlyWarning.objects.count(), again(project).bureau_id) == (0, None)


def test_a_second_line_for_the_same_cost_is_refused_and_stays_on_the_page(desk: Client) -> None:
    project = making.project(official())
    line = {"quarter": "2026-Q4", "kind": "initial", "planned": "380000", "note": "見積もりのとおり"}
    address = f"/desk/projects/{project.ref}/costs/new"
    assert desk.post(address, line).status_code == 302

    answer = desk.post(address, {**line, "planned": "400123"})

    assert answer.status_code == 422
    assert "400123" in answer.content.decode()
    with acting_for(project.owner_id):
        assert [one.planned for one in CostLine.objects.all()] == [380_000]


def test_a_stop_without_a_reason_is_refused_on_its_page(desk: Client) -> None:
    project = making.published(official())

    answer = desk.post(f"/desk/projects/{project.ref}/move/stop", {"reason": "", "note": "担当が替わったので"})

    assert answer.status_code == 422
    assert "担当が替わったので" in answer.content.decode()
    assert again(project).state == "running"


def test_a_measurement_from_tomorrow_is_refused_with_its_value_kept(desk: Client) -> None:
    by = official()
    project = making.project(by)
    indicator = making.indicator(by, project)
    tomorrow = clock.today() + timedelta(days=1)
    typed = {f"measured_on_{part}": str(getattr(tomorrow, part)) for part in ("year", "month", "day")}

    answer = desk.post(
        f"/desk/projects/{project.ref}/measurements/new",
        {**typed, "indicator": indicator.ref, "value": "61.25", "source": "発信の記録"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "61.25" in page
    assert "発信の記録" in page
    with acting_for(project.owner_id):
        assert Measurement.objects.count() == 0
