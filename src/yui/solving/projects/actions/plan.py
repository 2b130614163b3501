"""Writing down what a town is about to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.solving.finding import touch
from yui.solving.projects import rules
from yui.solving.projects.models import Project
from yui.solving.projects.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a town writes down first: in words, who looks after it, from when to when."""

    name: str
    field: str
    summary: str = ""
    post_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a project came from, by their ids, and the bureau that reads along."""

    need_id: int | None = None
    service_id: int | None = None
    introduction_id: int | None = None
    bureau_id: int | None = None


NOWHERE = Origin()
PLAN = tuple(field.name for field in fields(Plan))
ORIGIN = tuple(field.name for field in fields(Origin))


class EndsBeforeStart(Refused):
    """A project cannot end before it starts."""

    code = "projects.ends-before-start"

    def __init__(self) -> None:
        sentence = _("終える日が、始める日より前になっています。")
        super().__init__(sentence, fields={"ends_on": sentence})


class PublicNeedsWords(Refused):
    """What everybody can read needs a name and a summary."""

    code = "projects.public-needs-words"

    def __init__(self, missing: list[str]) -> None:
        super().__init__(
            _("公開するには、名前・どんな取組か・分野が要ります。"),
            fields=dict.fromkeys(missing, _("公開するには、ここを書いてください。")),
        )


@action(Permission.WRITE)
def draft_project(*, plan: Plan, by: Actor, at: datetime, origin: Origin = NOWHERE) -> Project:
    """Begin a project of the own town; a name is enough for the start."""
    _demand_order(plan)
    project = Project(owner_id=by.organisation_id, **asdict(plan), **asdict(origin))  # type: ignore[misc]  # the scope has one
    project.save()
    audit.record("projects.drafted", of=project, after=audit.snapshot(project, *PLAN, *ORIGIN))
    return project


@action(Permission.WRITE)
def change_project(*, project: Project, plan: Plan, by: Actor, at: datetime) -> Project:
    """Change the words and dates of a plan."""
    _demand_order(plan)
    before = audit.snapshot(project, *PLAN)
    for name, value in asdict(plan).items():
        setattr(project, name, value)
    if project.public:
        demand_words(project)
    project.save(update_fields=[*PLAN, "changed_at"])
    audit.record("projects.changed", of=project, before=before, after=audit.snapshot(project, *PLAN))
    if project.public:
        touch("project", project.pk)
    return project


def demand_words(project: Project) -> None:
    """Refuse to show the public what has no name, no summary or no field."""
    missing = rules.missing_before_publication(name=project.name, summary=project.summary, field=project.field)
    if missing:
        raise PublicNeedsWords(missing)


def _demand_order(plan: Plan) -> None:
    if plan.starts_on and plan.ends_on and plan.ends_on < plan.starts_on:
        raise EndsBeforeStart
