"""What follows in the casebook from what happens elsewhere."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from yui.kernel.access import Actor
from yui.kernel.events import reaction
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving import finding
from yui.solving.casebook import actions, rules
from yui.solving.casebook.events import CasePublished, CaseWithdrawn
from yui.solving.casebook.models import Case, Following
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.rules import Companion, Content, Figure
from yui.solving.matching.jobs import look_again
from yui.solving.needs.events import NeedPublished
from yui.solving.projects import queries as projects
from yui.solving.projects.events import ProjectFinished


@reaction(ProjectFinished)
def draft_from_project(event: ProjectFinished) -> None:
    """A finished project leaves the draft of a case, once, with what was measured and nothing made up."""
    by = Actor.system(of=event.owner_id, permissions=frozenset({str(Permission.WRITE)}))
    with acting_for(event.owner_id):
        if Case.objects.filter(project_id=event.project_id).exists():
            return
        content = content_from(projects.outcome_draft(event.project_id))
        actions.draft_case(content=content, project=event.project_id, by=by, at=clock.now())


@reaction(NeedPublished)
def show_follower(event: NeedPublished) -> None:
    """A town whose need is public is seen to follow the case that the need was begun from."""
    by_need = Following.objects.filter(need_id=event.need_id, public=False)
    for following in by_need:
        by = Actor.system(of=following.owner_id, permissions=frozenset({str(Permission.FOLLOW)}))
        actions.show_following(following=following, by=by, at=clock.now())
        finding.touch("case", following.case_id)


@reaction(CasePublished)
def offer_case(event: CasePublished) -> None:
    """A town has solved it: the needs that are alike get the case as a candidate."""
    look_again(kind="case", pk=event.case_id)


@reaction(CaseWithdrawn)
def offer_no_more(event: CaseWithdrawn) -> None:
    """A case taken back waits for no coordinator any more."""
    look_again(kind="case", pk=event.case_id)


def content_from(outcome: projects.OutcomeDraft) -> Content:
    """The parts of a case as far as its project knows them."""
    organisations: Any = apps.get_model("identity", "Organisation")
    owner = organisations.published.get(pk=outcome.owner_id)
    names = dict(
        organisations.published.filter(pk__in=[one.organisation_id for one in outcome.partners]).values_list(
            "pk", "name"
        )
    )
    return Content(
        title=outcome.name,
        summary=outcome.summary,
        field=outcome.field,
        year=outcome.year,
        place=owner.name,
        government_code=owner.government_code,
        prefecture=owner.prefecture,
        population=owner.population,
        size_class=rules.size_class(owner.population),
        problem=outcome.problem,
        purpose=outcome.purpose,
        done=outcome.done,
        result=outcome.result,
        cost=outcome.cost,
        cost_yen=outcome.cost_yen,
        effort_hours=outcome.effort_hours,
        not_worked=outcome.not_worked,
        contact=rules.contact_of(outcome.post_name, owner.name),
        figures=tuple(Figure(one.name, one.unit, one.better, one.before, one.after) for one in outcome.indicators),
        companions=tuple(
            Companion(names.get(one.organisation_id or 0, one.name), one.role, one.organisation_id)
            for one in outcome.partners
        ),
        services=outcome.service_ids,
    ).shortened()
