"""When a town can go on alone, everybody who listens is told once."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.solving.projects import making
from tests.solving.projects.making import AT
from yui.kernel import events
from yui.kernel.events import Event
from yui.solving.projects import actions
from yui.solving.projects.events import HandoverCompleted

pytestmark = pytest.mark.django_db


def test_the_last_thing_handed_over_is_said_once(said: list[HandoverCompleted]) -> None:
    by = make.official(make.town())
    project = making.project(by)
    day = date(2026, 11, 1)
    first = actions.plan_handover(project=project, what="名簿の更新", done_on=day, by=by, at=AT)
    assert len(said) == 1

    second = actions.plan_handover(project=project, what="訓練の放送", by=by, at=AT)
    actions.plan_handover(project=project, what="名簿の見直し", done_on=day, by=by, at=AT, part=first)
    assert len(said) == 1

    actions.plan_handover(project=project, what="訓練の放送", done_on=day, by=by, at=AT, part=second)
    actions.plan_handover(project=project, what="訓練の放送と記録", done_on=day, by=by, at=AT, part=second)

    assert said == [HandoverCompleted(project_id=project.pk, owner_id=project.owner_id)] * 2


def test_what_is_taken_off_the_list_can_complete_it(said: list[HandoverCompleted]) -> None:
    by = make.official(make.town())
    project = making.project(by)
    left = actions.plan_handover(project=project, what="機器の修理", by=by, at=AT)
    actions.plan_handover(project=project, what="名簿の更新", done_on=date(2026, 11, 1), by=by, at=AT)
    assert said == []

    actions.remove_part(part=left, by=by, at=AT)

    assert len(said) == 1


def test_an_empty_list_is_not_a_complete_one(said: list[HandoverCompleted]) -> None:
    by = make.official(make.town())
    only = actions.plan_handover(project=making.project(by), what="機器の修理", by=by, at=AT)

    actions.remove_part(part=only, by=by, at=AT)

    assert said == []


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[HandoverCompleted]:
    """The hand-overs that are said complete."""
    heard: list[HandoverCompleted] = []
    publish = events.publish

    def listen(event: Event) -> None:
        if isinstance(event, HandoverCompleted):
            heard.append(event)
        publish(event)

    monkeypatch.setattr(events, "publish", listen)
    return heard
