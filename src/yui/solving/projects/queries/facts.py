"""Public projects as plain values, for the index and for other rooms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yui.kernel.tenancy import GivenSeveral, compiled
from yui.kernel.web.navigation import address_of
from yui.solving.fields import Field
from yui.solving.projects.models import Project, ProjectState
from yui.solving.projects.queries.measured import measured


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """A public project, with nothing that only its page needs. `results` are sentences, one an indicator."""

    pk: int
    ref: str
    name: str
    summary: str
    field: str
    field_label: Any
    state: str
    state_label: Any
    owner_id: int
    owner_name: str
    prefecture: str
    government_code: str
    size_class: str
    need_id: int | None
    service_id: int | None
    results: tuple[str, ...]
    url: str


def facts(pks: Iterable[int]) -> dict[int, ProjectFacts]:
    """The facts of those of these projects that are public, in three queries."""
    found = _public().ask(pks=pks)
    results = measured([project.pk for project in found])
    return {project.pk: _of(project, [one.sentence for one in results.get(project.pk, [])]) for project in found}


@compiled
def _public() -> QuerySet[Project]:
    return Project.published.filter(pk__in=GivenSeveral("pks")).select_related("owner")


def public_pks() -> list[int]:
    """All public projects."""
    return list(Project.published.order_by("pk").values_list("pk", flat=True))


def address_from_match(introduction: int) -> str | None:
    """Where the town works on the project that an introduction led to; None for everybody else, and before there is one."""
    ref = Project.objects.filter(introduction_id=introduction).values_list("ref", flat=True).first()
    return address_of("projects:desk", ref) if ref else None


def _of(project: Project, results: list[str]) -> ProjectFacts:
    owner = project.owner
    return ProjectFacts(
        pk=project.pk,
        ref=project.ref,
        name=project.name,
        summary=project.summary,
        field=project.field,
        field_label=Field(project.field).label,
        state=project.state,
        state_label=ProjectState(project.state).label,
        owner_id=project.owner_id,
        owner_name=owner.name,
        prefecture=owner.prefecture,
        government_code=owner.government_code,
        size_class=owner.size_class,
        need_id=project.need_id,
        service_id=project.service_id,
        results=tuple(results),
        url=address_of("projects:detail", project.ref),
    )
