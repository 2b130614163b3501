"""Public cases as plain values, for the index and for other rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yui.kernel.tenancy import GivenSeveral, compiled
from yui.kernel.web.navigation import address_of
from yui.solving.casebook.models import Case, CaseService, SizeClass
from yui.solving.casebook.queries.figures import Outcome, figures
from yui.solving.casebook.rules import TEXTS


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """A public case, with nothing that only its page needs."""

    pk: int
    ref: str
    title: str
    summary: str
    body: str
    field: str
    fields: tuple[str, ...]
    year: int | None
    place: str
    government_code: str
    prefecture: str
    population: int | None
    size_class: str
    size_label: Any
    cost_yen: int | None
    effort_hours: int | None
    owner_id: int
    owner_name: str
    service_ids: tuple[int, ...]
    figures: tuple[Outcome, ...]
    url: str

    @property
    def improved(self) -> int:
        """How many indicators got better."""
        return sum(1 for one in self.figures if one.change.good)

    @property
    def worsened(self) -> int:
        """How many indicators got worse."""
        return sum(1 for one in self.figures if one.change.good is False)


def facts(pks: Iterable[int]) -> dict[int, CaseFacts]:
    """The facts of those of these cases that are public, in three queries."""
    found = _public().ask(pks=pks)
    wanted = [case.pk for case in found]
    outcomes, services = figures(wanted), defaultdict(list)
    for case_id, service_id in _services().ask(cases=wanted):
        services[case_id].append(service_id)
    return {case.pk: _of(case, outcomes.get(case.pk, []), services[case.pk]) for case in found}


@compiled
def _public() -> QuerySet[Case]:
    return Case.published.filter(pk__in=GivenSeveral("pks")).select_related("owner")


@compiled
def _services() -> QuerySet[CaseService, tuple[int, int]]:
    return CaseService.published.filter(case_id__in=GivenSeveral("cases")).values_list("case_id", "service_id")


def public_pks() -> list[int]:
    """All public cases."""
    return list(Case.published.order_by("pk").values_list("pk", flat=True))


def using(services: Iterable[int]) -> dict[int, list[CaseFacts]]:
    """The public cases that used these services, the earliest first."""
    pairs = list(
        CaseService.published.filter(service_id__in=list(services))
        .order_by("case_id")
        .values_list("service_id", "case_id")
    )
    known = facts({case for _service, case in pairs})
    found: dict[int, list[CaseFacts]] = defaultdict(list)
    for service, case in pairs:
        if case in known:
            found[service].append(known[case])
    return dict(found)


def of_project(project_id: int) -> CaseFacts | None:
    """The public case that tells of a project."""
    pks = list(Case.published.filter(project_id=project_id).values_list("pk", flat=True))
    return next(iter(facts(pks).values()), None)


def _of(case: Case, outcomes: list[Outcome], services: list[int]) -> CaseFacts:
    texts = (getattr(case, name) for name in TEXTS if name != "contact")
    return CaseFacts(
        pk=case.pk,
        ref=case.ref,
        title=case.title,
        summary=case.summary,
        body="\n".join((*texts, *(one.name for one in outcomes))),
        field=case.field,
        fields=(case.field, *case.also),
        year=case.year,
        place=case.place,
        government_code=case.government_code,
        prefecture=case.prefecture,
        population=case.population,
        size_class=case.size_class,
        size_label=SizeClass(case.size_class).label if case.size_class else "",
        cost_yen=case.cost_yen,
        effort_hours=case.effort_hours,
        owner_id=case.owner_id,
        owner_name=case.owner.name,
        service_ids=tuple(services),
        figures=tuple(outcomes),
        url=address_of("casebook:detail", case.ref),
    )
