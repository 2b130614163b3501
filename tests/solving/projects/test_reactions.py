from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests import factories as make
from tests.solving.matching import making as matching
from tests.solving.needs import making as needs_making
from tests.solving.projects.making import AT, again
from yui.kernel import events
from yui.kernel.access import Refused
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions as matching_actions
from yui.solving.matching.events import MatchAgreed
from yui.solving.needs import actions as needs
from yui.solving.projects import actions, queries
from yui.solving.projects.models import Partner, Project

pytestmark = pytest.mark.django_db


def _need(pk: int) -> Any:
    with acting_for(matching.town()):
        return apps.get_model("needs.Need").objects.get(pk=pk)


def need(by: Any, title: str = "大雨の夜、放送が聞こえない") -> Any:
    return needs.draft_need(changes={"title": title, "field": "recovery"}, by=by, at=AT)


@pytest.fixture
def agreed() -> Any:
    """An introduction to which both sides have agreed, and all that followed."""
    introduction = matching.introduced()
    for by in (matching.for_town(), matching.for_vendor()):
        matching_actions.answer_introduction(introduction=introduction, agrees=True, by=by, at=AT)
    run_pending()
    return introduction


def ours() -> list[Project]:
    with acting_for(matching.town()):
        return list(Project.objects.all())


def test_an_agreement_leaves_a_draft_with_its_partner_in_the_town(agreed: Any) -> None:
    (project,) = ours()

    with acting_for(matching.town()):
        partner = Partner.objects.select_related("organisation").get()
    assert (project.name, project.state, project.public) == (agreed.need_title, "planned", False)
    assert (project.need_id, project.introduction_id) == (agreed.need_id, agreed.pk)
    assert project.service_id is not None
    assert partner.shown_name == make.vendor().name
    assert "projects.to-plan" in {item.kind for item in queries.waiting_for(matching.for_town())}


def test_the_bureau_that_introduced_reads_the_draft_and_the_supplier_does_not(agreed: Any) -> None:
    with acting_for(make.vendor()):
        assert not Project.visible.exists()
    with acting_for(matching.bureau()):
        assert Project.shared.get().introduction_id == agreed.pk


def test_an_agreement_heard_twice_leaves_one_draft(agreed: Any) -> None:
    event = MatchAgreed(
        introduction_id=agreed.pk,
        need_id=agreed.need_id,
        service_id=None,
        government_id=matching.town().pk,
        supplier_id=make.vendor().pk,
    )
    with acting_for(matching.town()), transaction.atomic():
        events.publish(event)
    run_pending()

    assert len(ours()) == 1


def test_a_need_goes_along_with_its_project(agreed: Any) -> None:
    (project,) = ours()
    by = matching.for_town()

    actions.start_trial(project=project, by=by, at=AT)
    run_pending()
    in_trial = matching.fresh(agreed.need_id).state
    actions.start_running(project=project, by=by, at=AT)
    run_pending()

    assert (in_trial, matching.fresh(agreed.need_id).state) == ("trial", "adopted")


def test_a_need_goes_all_the_way_when_its_project_is_used_at_once(agreed: Any) -> None:
    (project,) = ours()

    actions.start_running(project=project, by=matching.for_town(), at=AT)
    run_pending()

    assert matching.fresh(agreed.need_id).state == "adopted"


def test_a_project_that_ends_on_trial_leaves_no_need_on_trial(agreed: Any) -> None:
    (project,) = ours()
    by = matching.for_town()

    actions.start_trial(project=project, by=by, at=AT)
    actions.finish_project(project=project, by=by, at=AT)
    run_pending()

    assert matching.fresh(agreed.need_id).state == "adopted"


def test_a_project_waits_for_the_questions_of_its_need(agreed: Any) -> None:
    (project,) = ours()
    by = matching.for_town()
    need = _need(agreed.need_id)
    question = needs_making.question(need)

    with pytest.raises(Refused) as refused:
        actions.start_running(project=project, by=by, at=AT)

    assert (refused.value.code, again(project).state) == ("projects.questions-first", "planned")
    needs.answer_question(question=question, answer="はい、できます。", by=by, at=AT)
    actions.start_running(project=project, by=by, at=AT)
    run_pending()
    assert matching.fresh(agreed.need_id).state == "adopted"


def test_a_trial_given_up_ends_its_need_for_the_same_reason(agreed: Any) -> None:
    (project,) = ours()
    by = matching.for_town()
    actions.start_trial(project=project, by=by, at=AT)
    run_pending()

    actions.stop_project(project=project, reason="cost", note="回線の工事が高かった。", by=by, at=AT)
    run_pending()

    need = _need(agreed.need_id)
    assert (need.state, need.decline_reason, need.closing_note) == ("declined", "cost", "回線の工事が高かった。")


def test_a_need_stays_on_trial_while_another_project_tries(agreed: Any) -> None:
    (project,) = ours()
    by = matching.for_town()
    plan = actions.Plan(name="もう一つの試み", field="recovery")
    other = actions.draft_project(plan=plan, origin=actions.Origin(need_id=agreed.need_id), by=by, at=AT)
    for one in (project, other):
        actions.start_trial(project=one, by=by, at=AT)
    run_pending()

    actions.stop_project(project=project, reason="cost", by=by, at=AT)
    run_pending()

    assert matching.fresh(agreed.need_id).state == "trial"


def test_a_need_that_still_looks_goes_on_looking_when_a_plan_is_dropped(agreed: Any) -> None:
    (project,) = ours()

    actions.stop_project(project=project, reason="cost", by=matching.for_town(), at=AT)
    run_pending()

    assert matching.fresh(agreed.need_id).state == "public"


def test_a_need_that_cannot_go_along_stays_where_it_is() -> None:
    by = make.official(make.town())
    wanted = need(by)
    plan = actions.Plan(name="先に始める", field="recovery")
    project = actions.draft_project(plan=plan, origin=actions.Origin(need_id=wanted.pk), by=by, at=AT)

    actions.start_trial(project=project, by=by, at=AT)
    run_pending()

    assert (again(wanted).state, again(project).state) == ("draft", "trial")


def test_a_project_points_to_its_own_towns_need_only() -> None:
    foreign = need(make.official(make.town("潮見浦町")))
    plan, origin = actions.Plan(name="よそのニーズ", field="recovery"), actions.Origin(need_id=foreign.pk)

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.draft_project(plan=plan, origin=origin, by=make.official(make.town()), at=AT)
        connection.check_constraints()


def test_the_outcome_knows_what_troubled_the_town(agreed: Any) -> None:
    (project,) = ours()

    with acting_for(matching.town()):
        outcome = queries.outcome_draft(project)

    assert outcome.problem == matching.fresh(agreed.need_id).present
    assert outcome.service_ids == (project.service_id,)
    assert (outcome.measured, outcome.cost_yen, outcome.effort_hours) == (False, None, None)
