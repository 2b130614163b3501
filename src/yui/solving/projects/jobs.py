"""What projects do by the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps

from yui.kernel.access import Actor
from yui.kernel.jobs import job, scheduled
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.projects import rules
from yui.solving.projects.actions import ask_still_in_use
from yui.solving.projects.models import Project, UseCheck
from yui.solving.projects.permissions import Permission


@scheduled(daily_at="05:20")
@job(retries=3)
def ask_every_town() -> None:
    """Let each government be asked about what it adopted a year ago (R6.8)."""
    organisations: Any = apps.get_model("identity", "Organisation")
    with acting_for(None):
        governments = organisations.published.governments().filter(active=True).order_by("pk")
        pks = list(governments.values_list("pk", flat=True))
    ask_town.enqueue_many([{"government_id": pk} for pk in pks])


@job(retries=3)
def ask_town(*, government_id: int) -> None:
    """Ask one government; each project once, however often this runs."""
    now = clock.now()
    asking = Actor.system(of=government_id, permissions=frozenset({str(Permission.ASK)}))
    with acting_for(government_id):
        for project in due(now):
            ask_still_in_use(project=project, by=asking, at=now)


def due(now: datetime) -> list[Project]:
    """Projects of the organisation acted for, adopted a year ago or longer and never asked about."""
    asked = UseCheck.objects.values("project")
    adopted = Project.objects.adopted_until(now).exclude(pk__in=asked).order_by("pk")
    today = now.astimezone(clock.JAPAN).date()
    return [project for project in adopted if rules.year_after(_day(project)) <= today]


def _day(project: Project) -> Any:
    assert project.adopted_at is not None  # the query asked for it
    return project.adopted_at.astimezone(clock.JAPAN).date()
