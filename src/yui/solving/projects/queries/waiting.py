"""What waits for somebody in projects, for the home of the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.projects.models import EarlyWarning, Indicator, Milestone, Project, ProjectState, Severity, UseCheck
from yui.solving.projects.permissions import Permission
from yui.solving.waiting import Waiting

MOST = 50


def waiting_for(actor: Actor) -> list[Waiting]:
    """Drafts to begin, steps overdue, values to take, questions to answer; for a coordinator, who asks for help."""
    with acting_for(actor.organisation_id, person=actor.person_id, operator=actor.is_operator):
        found: list[Waiting] = []
        if actor.may(Permission.WRITE) and actor.organisation_id is not None:
            ours = _ours(actor)
            found += [*_questions(ours), *_steps(ours), *_values(ours), *_drafts(ours)]
        if actor.may(Permission.ADVISE) and actor.organisation_id is not None:
            found += _asking()
        return found


def _ours(actor: Actor) -> list[int]:
    """The projects of the actor's post; of all posts for who may publish."""
    post = None if actor.may(Permission.PUBLISH) else actor.post_id
    return list(Project.objects.of_post(post).values_list("pk", flat=True))


def _questions(ours: list[int]) -> Iterator[Waiting]:
    checks = UseCheck.objects.filter(project__in=ours, answer="").select_related("project")
    for check in checks.order_by("asked_on")[:MOST]:
        yield Waiting(
            kind="projects.still-in-use",
            label=_("いまも使っているかを答える"),
            title=check.project.name,
            url=reverse("projects:still-in-use", args=[check.project.ref]),
            since_at=check.created_at,
            detail=_("導入から一年がたちました。"),
        )


def _steps(ours: list[int]) -> Iterator[Waiting]:
    open_steps = Milestone.objects.filter(
        project__in=ours, project__state__in=_ALIVE, done_on__isnull=True, due_on__lt=clock.today()
    )
    for step in open_steps.select_related("project").order_by("due_on")[:MOST]:
        yield Waiting(
            kind="projects.milestone-late",
            label=_("節目が過ぎています"),
            title=step.name,
            url=reverse("projects:part", args=[step.project.ref, "milestones", step.ref]),
            due_at=step.due_on,
            detail=step.project.name,
        )


def _values(ours: list[int]) -> Iterator[Waiting]:
    """Indicators whose target day has come and that nobody has measured since."""
    unmeasured = Indicator.objects.unmeasured_since_target().filter(
        project__in=ours, project__state__in=_ALIVE, target_on__lt=clock.today()
    )
    for indicator in unmeasured.select_related("project").order_by("target_on")[:MOST]:
        yield Waiting(
            kind="projects.measurement-due",
            label=_("指標を測る"),
            title=indicator.name,
            url=reverse("projects:new-part", args=[indicator.project.ref, "measurements"])
            + f"?indicator={indicator.ref}",
            due_at=indicator.target_on,
            detail=indicator.project.name,
        )


def _drafts(ours: list[int]) -> Iterator[Waiting]:
    fresh = Project.objects.filter(pk__in=ours, state=ProjectState.PLANNED, introduction_id__isnull=False)
    for project in fresh.order_by("created_at")[:MOST]:
        yield Waiting(
            kind="projects.to-plan",
            label=_("計画を書く"),
            title=project.name,
            url=reverse("projects:desk", args=[project.ref]),
            since_at=project.created_at,
            due_at=project.starts_on,
            detail=_("引き合わせが成立しました。"),
        )


def _asking() -> Iterator[Waiting]:
    asking = EarlyWarning.shared.open().asking().filter(advice="").select_related("owner")
    for warning in asking.order_by("reported_on")[:MOST]:
        yield Waiting(
            kind="projects.help-asked",
            label=_("まちに助言する"),
            title=warning.what[:40],
            url=reverse("projects:trouble", args=[warning.ref]),
            since_at=warning.created_at,
            detail=f"{warning.owner.name}（{Severity(warning.severity).label}）",
        )


_ALIVE = (ProjectState.PLANNED, ProjectState.TRIAL, ProjectState.RUNNING, ProjectState.MEASURING)
