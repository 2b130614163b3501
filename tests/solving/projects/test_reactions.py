from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests import factories as make
from tests.solving.projects import making
from tests.solving.projects.making import AT
from yui.kernel import events
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.matching.events import MatchAgreed
from yui.solving.needs import actions as needs
from yui.solving.projects import actions
from yui.solving.projects.models import Partner, Project

pytestmark = pytest.mark.django_db


def need(by: Any, title: str = "大雨の夜、放送が聞こえない") -> Any:
    return needs.draft_need(changes={"title": title, "field": "recovery"}, by=by, at=AT)


def agreed(of: Any, need_id: int, supplier: Any, *, said_by: Any) -> None:
    event = MatchAgreed(
        introduction_id=1, need_id=need_id, service_id=None, government_id=of.pk, supplier_id=supplier.pk
    )
    with acting_for(said_by), transaction.atomic():
        events.publish(event)
    run_pending()


@pytest.fixture
def introduced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The introduction is the business of another room; here it has none."""
    original = actions.Origin
    monkeypatch.setattr(actions, "Origin", lambda **of: original(**{**of, "introduction_id": None}))


def test_an_agreement_leaves_a_draft_with_its_partner_in_the_town(introduced: None) -> None:
    bureau = make.bureau()
    here, vendor = make.town(coordinated_by=bureau), make.vendor()
    wanted = need(make.official(here))

    agreed(here, wanted.pk, vendor, said_by=vendor)

    with acting_for(here):
        project = Project.objects.get()
        partner = Partner.objects.select_related("organisation").get()
    assert (project.name, project.field, project.state, project.public) == (wanted.title, "recovery", "planned", False)
    assert (project.need_id, project.bureau_id) == (wanted.pk, bureau.pk)
    assert partner.shown_name == vendor.name


def test_the_draft_is_nobody_elses_to_see(introduced: None) -> None:
    here, vendor = make.town(), make.vendor()

    agreed(here, need(make.official(here)).pk, vendor, said_by=vendor)

    with acting_for(vendor):
        assert not Project.visible.exists()


def test_an_agreement_heard_twice_leaves_one_draft() -> None:
    here, vendor = make.town(), make.vendor()
    by = make.official(here)
    wanted = need(by)
    known = actions.draft_project(
        plan=actions.Plan(name="前に聞いた", field="recovery"),
        origin=actions.Origin(need_id=wanted.pk, introduction_id=1),
        by=by,
        at=AT,
    )

    agreed(here, wanted.pk, vendor, said_by=here)

    with acting_for(here):
        assert Project.objects.get() == known


def test_a_need_that_cannot_go_along_stays_where_it_is() -> None:
    here = make.town()
    by = make.official(here)
    wanted = need(by)
    plan = actions.Plan(name="先に始める", field="recovery")
    project = actions.draft_project(plan=plan, origin=actions.Origin(need_id=wanted.pk), by=by, at=AT)

    actions.start_trial(project=project, by=by, at=AT)
    run_pending()

    assert (making.again(wanted).state, making.again(project).state) == ("draft", "trial")


def test_a_project_knows_its_own_towns_need_only() -> None:
    here, there = make.town(), make.town("潮見浦町")
    foreign = need(make.official(there))
    plan = actions.Plan(name="よそのニーズ", field="recovery")

    with pytest.raises(Exception, match=r"(?i)foreign key|part_of_need"), transaction.atomic():
        actions.draft_project(plan=plan, origin=actions.Origin(need_id=foreign.pk), by=make.official(here), at=AT)
        from django.db import connection

        connection.check_constraints()
