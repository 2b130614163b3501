"""What follows in projects from what happens elsewhere, and elsewhere from what happens here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from yui.kernel.access import Actor
from yui.kernel.events import reaction
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.fields import Field
from yui.solving.matching.events import MatchAgreed
from yui.solving.needs import actions as needs_actions
from yui.solving.needs import queries as needs
from yui.solving.needs.permissions import Permission as Needs
from yui.solving.projects import actions, rules
from yui.solving.projects.events import ProjectFinished, ProjectStarted, ProjectStopped
from yui.solving.projects.models import Project
from yui.solving.projects.permissions import Permission
from yui.solving.solutions import queries as solutions


@reaction(MatchAgreed)
def draft_from_match(event: MatchAgreed) -> None:
    """Both sides agreed: a draft project lies ready in the town, once."""
    by = Actor.system(of=event.government_id, permissions=frozenset({str(Permission.WRITE)}))
    with acting_for(event.government_id):
        if Project.objects.filter(introduction_id=event.introduction_id).exists():
            return
        town: Any = _organisation(event.government_id)
        need = needs.facts([event.need_id]).get(event.need_id)
        service = solutions.facts([event.service_id]).get(event.service_id) if event.service_id else None
        name = need.title if need else service.name if service else _("引き合わせから始まる取組")
        plan = actions.Plan(name=name[:60], field=(need.field if need else "") or Field.GENERAL)
        origin = actions.Origin(
            need_id=event.need_id,
            service_id=event.service_id,
            introduction_id=event.introduction_id,
            bureau_id=town.coordinated_by_id,
        )
        project = actions.draft_project(plan=plan, origin=origin, by=by, at=clock.now())
        role = _("「%(name)s」を提供する") % {"name": service.name} if service else _("解決策を提供する")
        actions.add_partner(
            project=project, organisation=_organisation(event.supplier_id), role=role[:80], by=by, at=clock.now()
        )


@reaction(ProjectStarted)
def move_need(event: ProjectStarted) -> None:
    """The need goes along: into trial, and adopted once the project is in use."""
    _bring_along(event.project_id, event.owner_id)


@reaction(ProjectFinished)
def adopt_need(event: ProjectFinished) -> None:
    """A project that came to its end leaves no need on trial."""
    _bring_along(event.project_id, event.owner_id)


@reaction(ProjectStopped)
def decline_need(event: ProjectStopped) -> None:
    """A trial that was given up ends for the same reason, unless another project of the town still tries."""
    with acting_for(event.owner_id):
        project: Any = Project.objects.select_related("need").get(pk=event.project_id)
        if project.need is None or project.need.state != "trial":
            return
        if Project.objects.under_way().filter(need_id=project.need_id).exists():
            return
        needs_actions.decline_need(
            need=project.need, reason=event.reason, note=project.stop_note, by=_mover(event.owner_id), at=clock.now()
        )


def _bring_along(project_id: int, owner_id: int) -> None:
    """Make the moves that are left, whoever made the others; a refusal travels up and is tried again."""
    with acting_for(owner_id):
        project: Any = Project.objects.select_related("need").get(pk=project_id)
        if project.need is None:
            return
        for name in rules.moves_of_need(project.need.state, adopted=project.adopted_at is not None):
            _MOVES[name](need=project.need, by=_mover(owner_id), at=clock.now())


def _mover(owner_id: int) -> Actor:
    return Actor.system(of=owner_id, permissions=frozenset({str(Needs.PROCEED_NEED), str(Needs.CLOSE_NEED)}))


_MOVES: Mapping[str, Callable[..., Any]] = {"start_trial": needs_actions.start_trial, "adopt": needs_actions.adopt_need}


def _organisation(pk: int) -> Any:
    organisations: Any = apps.get_model("identity", "Organisation")
    return organisations.published.get(pk=pk)
