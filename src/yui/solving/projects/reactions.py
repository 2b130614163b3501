"""What follows in projects from what happens elsewhere, and elsewhere from what happens here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
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
from yui.solving.projects.events import ProjectFinished, ProjectStarted, ProjectStopped, UseConfirmed
from yui.solving.projects.models import Project, UseAnswer, UseCheck
from yui.solving.projects.permissions import Permission
from yui.solving.solutions import actions as solutions_actions
from yui.solving.solutions import queries as solutions
from yui.solving.solutions.permissions import Permission as Solutions


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


@reaction(ProjectStarted)
def say_used_when_in_use(event: ProjectStarted) -> None:
    """A town that took an introduced service into use has said by this that it uses it."""
    _say_used(event.project_id, event.owner_id)


@reaction(ProjectFinished)
def say_used_when_finished(event: ProjectFinished) -> None:
    """What was still on trial counts as adopted when its project comes to its end."""
    _say_used(event.project_id, event.owner_id)


@reaction(UseConfirmed)
def say_used_a_year_later(event: UseConfirmed) -> None:
    """What a town answers a year later is its word on the service, too: the answer that stands now.

    It may have been corrected before this ran; the event still holds the earlier one.
    """
    with acting_for(event.owner_id):
        check: Any = UseCheck.objects.select_related("project").get(pk=event.check_id)
        service_id = check.project.service_id
        if service_id is None:
            return
        if check.answer == UseAnswer.NOT:
            _say_not_used(service_id, event.owner_id, known_at=check.answered_at)
        else:
            _say(service_id, event.owner_id, uses=True, known_at=check.answered_at)


@reaction(ProjectStopped)
def say_not_used_when_given_up(event: ProjectStopped) -> None:
    """A service that had been in use is so no more."""
    with acting_for(event.owner_id):
        project = Project.objects.get(pk=event.project_id)
        if project.service_id is not None and project.adopted_at is not None:
            _say_not_used(project.service_id, event.owner_id, known_at=project.ended_at)


def _say_used(project_id: int, owner_id: int) -> None:
    with acting_for(owner_id):
        project = Project.objects.get(pk=project_id)
        # Only while it is in use: the project may have been given up before this ran.
        if (
            project.service_id is not None
            and Project.objects.in_use_with(project.service_id).filter(pk=project_id).exists()
        ):
            _say(project.service_id, owner_id, uses=True, known_at=project.adopted_at)


def _say_not_used(service_id: int, owner_id: int, *, known_at: datetime | None) -> None:
    """Unless another project of the town still uses the service."""
    if not Project.objects.in_use_with(service_id).exists():
        _say(service_id, owner_id, uses=False, known_at=known_at)


def _say(service_id: int, owner_id: int, *, uses: bool, known_at: datetime | None) -> None:
    """Give the town's word as of a moment, unless the town has said something since, or the same already."""
    service = solutions.published_service(service_id)
    if service is None or known_at is None:
        return
    said = solutions.own_word(service)
    if said is not None and said[0] == uses:
        return
    by = Actor.system(of=owner_id, permissions=frozenset({str(Solutions.SAY_USED)}))
    # The town may press the button while this runs, so that the action itself compares the moments.
    with suppress(solutions_actions.LaterWordStands):
        solutions_actions.say_used(service=service, uses=uses, by=by, at=clock.now(), said_at=known_at)


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
