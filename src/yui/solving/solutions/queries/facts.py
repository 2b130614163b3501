"""Services as plain values, for the rooms that weigh and compare them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yui.kernel.tenancy import GivenSeveral, compiled
from yui.kernel.web import clock
from yui.kernel.web.navigation import address_of
from yui.solving.solutions import rules
from yui.solving.solutions.models import Service
from yui.solving.solutions.queries.adopters import Adopter, adopters_of
from yui.solving.solutions.rules import Price, Town


@dataclass(frozen=True, kw_only=True)
class ServiceFacts:
    """A published service, with nothing that only a page needs."""

    pk: int
    ref: str
    name: str
    summary: str
    body: str
    owner_id: int
    owner_name: str
    owner_kind: str
    website: str
    owner_website: str
    inquiry_phone: str
    inquiry_mail: str
    prefecture: str
    fields: tuple[str, ...]
    functions: tuple[str, ...]
    price: Price
    cloud: bool | None
    network: str
    standards: tuple[str, ...]
    export_formats: tuple[str, ...]
    export_note: str
    accessibility: str
    used_by: tuple[Adopter, ...]
    """Towns that say so themselves: the only ones that weigh."""
    claimed_by: tuple[Adopter, ...]
    """Towns of which only the supplier says so. Who says that it does not use the service is in neither."""
    confirmed_on: date | None
    stale: bool
    url: str

    @property
    def initial_yen(self) -> int | None:
        return self.price.initial

    @property
    def initial_unit(self) -> str:
        return self.price.initial_unit

    @property
    def running_yen(self) -> int | None:
        return self.price.running

    @property
    def running_unit(self) -> str:
        return self.price.running_unit

    @property
    def per(self) -> str:
        return self.price.running_per

    @property
    def adopters(self) -> tuple[str, ...]:
        """Codes of the governments that say that they use it."""
        return tuple(adopter.code for adopter in self.used_by)


def facts(pks: Iterable[int], *, today: date | None = None) -> dict[int, ServiceFacts]:
    """The facts of those of these services that are published, in three queries."""
    wanted = list(pks)
    users = adopters_of(wanted)
    day = today or clock.today()
    return {service.pk: _of(service, users.get(service.pk, ()), day) for service in _public().ask(pks=wanted)}


@compiled
def _public() -> QuerySet[Service]:
    return Service.published.filter(pk__in=GivenSeveral("pks")).select_related("owner")


def public_pks() -> list[int]:
    """All published services."""
    return list(Service.published.order_by("pk").values_list("pk", flat=True))


def town_of(government: Any, *, count: int | None = None) -> Town:
    """The numbers of a town (an Organisation) that prices count."""
    return Town(population=government.population, households=getattr(government, "households", None), count=count)


def yearly_cost(
    of: ServiceFacts, population: int | None, households: int | None = None, count: int | None = None
) -> int | None:
    """What a year of running costs a town of this size; None where the price depends on something nobody has told."""
    return rules.yearly_cost(of.price, Town(population=population, households=households, count=count))


def first_year_cost(
    of: ServiceFacts, population: int | None, households: int | None = None, count: int | None = None
) -> int | None:
    """The start and the first year together."""
    return cost_over(of, 1, population, households, count)


def cost_over(
    of: ServiceFacts,
    years: int,
    population: int | None,
    households: int | None = None,
    count: int | None = None,
) -> int | None:
    """The start and so many years of running together."""
    return rules.cost_over(of.price, Town(population=population, households=households, count=count), years)


def households_of(population: int | None, households: int | None = None) -> int | None:
    """The households of a town, estimated from its people where nobody has told them."""
    return rules.households_of(Town(population=population, households=households))


def _of(service: Service, users: tuple[Adopter, ...], today: date) -> ServiceFacts:
    return ServiceFacts(
        pk=service.pk,
        ref=service.ref,
        name=service.name,
        summary=service.summary,
        body=service.body,
        owner_id=service.owner_id,
        owner_name=service.owner.name,
        owner_kind=service.owner.kind,
        website=service.website,
        owner_website=service.owner.website,
        inquiry_phone=service.inquiry_phone,
        inquiry_mail=service.inquiry_mail,
        prefecture=service.owner.prefecture,
        fields=tuple(service.fields),
        functions=tuple(service.functions),
        price=service.price,
        cloud=service.cloud,
        network=service.network,
        standards=tuple(service.standards),
        export_formats=tuple(service.export_formats),
        export_note=service.export_note,
        accessibility=service.accessibility,
        used_by=tuple(user for user in users if user.confirmed),
        claimed_by=tuple(user for user in users if not user.confirmed),
        confirmed_on=service.confirmed_on,
        stale=rules.is_stale(service.confirmed_on, today),
        url=address_of("solutions:detail", service.ref),
    )
