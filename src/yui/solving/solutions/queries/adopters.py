"""Who uses a service: what suppliers claim and what towns say themselves, put together. The town's own word decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from yui.kernel.tenancy import GivenSeveral, compiled
from yui.solving.solutions.models import Adoption, TownsWord


@dataclass(frozen=True)
class Adopter:
    """A government that uses a service."""

    code: str
    name: str
    prefecture: str
    confirmed: bool = False
    """Whether the town itself says so; else it is only the supplier's claim."""


def adopters_of(services: Iterable[int]) -> dict[int, tuple[Adopter, ...]]:
    """Who uses each of these services, as far as one may see: who says so, and who is claimed and does not deny it."""
    wanted = list(services)
    found: dict[tuple[int, str], Adopter] = {
        (service, code): Adopter(code, name, prefecture)
        for service, code, name, prefecture in _claims().ask(services=wanted)
    }
    for service, code, name, prefecture, uses in _words().ask(services=wanted):
        if uses:
            named = found.get((service, code)) or Adopter(code, name, prefecture)
            found[service, code] = replace(named, confirmed=True)
        else:
            found.pop((service, code), None)
    sorted_by_code: dict[int, list[Adopter]] = {}
    for service, code in sorted(found):
        sorted_by_code.setdefault(service, []).append(found[service, code])
    return {service: tuple(adopters) for service, adopters in sorted_by_code.items()}


def used_by(code: str) -> Q:
    """The condition on services that `adopters_of` names this government for everybody to read."""
    words = TownsWord.published.filter(owner__government_code=code)
    claimed = Adoption.published.by_government(code).values("service_id")
    said, denied = (words.filter(uses=uses).values("service_id") for uses in (True, False))
    return Q(pk__in=said) | (Q(pk__in=claimed) & ~Q(pk__in=denied))


@compiled
def _claims() -> QuerySet[Adoption, tuple[int, str, str, str]]:
    told = Adoption.visible.filter(service_id__in=GivenSeveral("services"))
    return told.values_list("service_id", "government_code", "government_name", "prefecture")


@compiled
def _words() -> QuerySet[TownsWord, tuple[int, str, str, str, bool]]:
    said = TownsWord.published.filter(service_id__in=GivenSeveral("services")).exclude(owner__government_code="")
    return said.values_list("service_id", "owner__government_code", "owner__name", "owner__prefecture", "uses")
