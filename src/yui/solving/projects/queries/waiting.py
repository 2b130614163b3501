"""What waits for somebody in projects, for the home of the desk."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import BigIntegerField, DateField, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import Given, acting_for, compiled
from yui.kernel.web import clock
from yui.kernel.web.navigation import address_of
from yui.solving.projects.models import EarlyWarning, Indicator, Milestone, Project, ProjectState, Severity, UseCheck
from yui.solving.projects.permissions import Permission
from yui.solving.waiting import MOST_OF_A_KIND, Waiting


def waiting_for(actor: Actor) -> list[Waiting]:
    """Drafts to begin, steps overdue, values to take, questions to answer; for a coordinator, who asks for help."""
    with acting_for(actor.organisation_id, person=actor.person_id, operator=actor.is_operator):
        found: list[Waiting] = []
        if actor.may(Permission.WRITE) and actor.organisation_id is not None:
            # Of the actor's post; of all posts for who may publish.
            post = None if actor.may(Permission.PUBLISH) else actor.post_id
            found += [*_questions(post), *_steps(post), *_values(post), *_drafts(post)]
        if actor.may(Permission.ADVISE) and actor.organisation_id is not None:
            found += _asking()
        return found


def _questions(post: int | None) -> Iterator[Waiting]:
    for check in _unanswered(post is None).ask(post=post):
        yield Waiting(
            kind="projects.still-in-use",
            label=_("いまも使っているかを答える"),
            title=check.project.name,
            url=address_of("projects:still-in-use", check.project.ref),
            since_at=check.created_at,
            detail=_("導入から一年がたちました。"),
        )


def _steps(post: int | None) -> Iterator[Waiting]:
    for step in _late(post is None).ask(post=post, today=clock.today()):
        yield Waiting(
            kind="projects.milestone-late",
            label=_("節目が過ぎています"),
            title=step.name,
            url=address_of("projects:part", step.project.ref, "milestones", step.ref),
            due_at=step.due_on,
            detail=step.project.name,
        )


def _values(post: int | None) -> Iterator[Waiting]:
    """Indicators whose target day has come and that nobody has measured since."""
    for indicator in _unmeasured(post is None).ask(post=post, today=clock.today()):
        yield Waiting(
            kind="projects.measurement-due",
            label=_("指標を測る"),
            title=indicator.name,
            url=address_of("projects:new-part", indicator.project.ref, "measurements") + f"?indicator={indicator.ref}",
            due_at=indicator.target_on,
            detail=indicator.project.name,
        )


def _drafts(post: int | None) -> Iterator[Waiting]:
    for project in _introduced(post is None).ask(post=post):
        yield Waiting(
            kind="projects.to-plan",
            label=_("計画を書く"),
            title=project.name,
            url=address_of("projects:desk", project.ref),
            since_at=project.created_at,
            due_at=project.starts_on,
            detail=_("引き合わせが成立しました。"),
        )


def _asking() -> Iterator[Waiting]:
    for warning in _asking_for_help().ask():
        yield Waiting(
            kind="projects.help-asked",
            label=_("まちに助言する"),
            title=warning.what[:40],
            url=address_of("projects:trouble", warning.ref),
            since_at=warning.created_at,
            detail=f"{warning.owner.name}（{Severity(warning.severity).label}）",
        )


@compiled
def _unanswered(every_post: bool) -> QuerySet[UseCheck]:
    checks = UseCheck.objects.filter(_looked_after(every_post, "project__"), answer="").select_related("project")
    return checks.only("created_at", *_OF_PROJECT).order_by("asked_on")[:MOST_OF_A_KIND]


@compiled
def _late(every_post: bool) -> QuerySet[Milestone]:
    alive = Milestone.objects.filter(_looked_after(every_post, "project__"), project__state__in=_ALIVE)
    late = alive.filter(done_on__isnull=True, due_on__lt=Given("today", DateField())).select_related("project")
    return late.only("ref", "name", "due_on", *_OF_PROJECT).order_by("due_on")[:MOST_OF_A_KIND]


@compiled
def _unmeasured(every_post: bool) -> QuerySet[Indicator]:
    due = Indicator.objects.unmeasured_since_target().filter(
        _looked_after(every_post, "project__"), project__state__in=_ALIVE, target_on__lt=Given("today", DateField())
    )
    told = due.select_related("project").only("ref", "name", "target_on", *_OF_PROJECT)
    return told.order_by("target_on")[:MOST_OF_A_KIND]


@compiled
def _introduced(every_post: bool) -> QuerySet[Project]:
    planned = Project.objects.filter(_looked_after(every_post), state=ProjectState.PLANNED)
    told = planned.filter(introduction_id__isnull=False).only("ref", "name", "created_at", "starts_on")
    return told.order_by("created_at")[:MOST_OF_A_KIND]


@compiled
def _asking_for_help() -> QuerySet[EarlyWarning]:
    asking = EarlyWarning.shared.open().asking().filter(advice="").select_related("owner")
    return asking.only("ref", "what", "severity", "created_at", "owner__name").order_by("reported_on")[:MOST_OF_A_KIND]


def _looked_after(every_post: bool, prefix: str = "") -> Q:
    """What a post looks after, and what no post does."""
    if every_post:
        return Q()
    return Q(**{f"{prefix}post_id": Given("post", BigIntegerField())}) | Q(**{f"{prefix}post__isnull": True})


_OF_PROJECT = ("project__ref", "project__name")
_ALIVE = (ProjectState.PLANNED, ProjectState.TRIAL, ProjectState.RUNNING, ProjectState.MEASURING)
