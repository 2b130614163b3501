"""The services that a town is said to use, for the town to confirm or deny."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from yui.kernel.identity.models import Organisation
from yui.kernel.web.navigation import address_of
from yui.solving.solutions.models import Adoption, Service, TownsWord


@dataclass(frozen=True)
class SaidToUse:
    """One published service that a supplier says the town uses; `uses` is the town's own word, None before it said any."""

    ref: str
    name: str
    owner_name: str
    url: str
    uses: bool | None


def said_to_use(town: Organisation | None) -> list[SaidToUse]:
    """The claims about a town, those without its word first; none for whoever is no government."""
    if town is None or not town.government_code:
        return []
    services = [claim.service for claim in _claims(town)]
    words = dict(TownsWord.objects.on([service.pk for service in services]).values_list("service", "uses"))
    found = [
        SaidToUse(one.ref, one.name, one.owner.name, address_of("solutions:detail", one.ref), words.get(one.pk))
        for one in services
    ]
    return sorted(found, key=lambda one: (one.uses is not None, one.name))


def claimed_service(town: Organisation | None, ref: str) -> Service:
    """The published service that is said to be used by this town; raises Http404 where nobody says so."""
    found = next((one.service for one in _claims(town) if one.service.ref == ref), None) if town else None
    if found is None:
        raise Http404
    return found


def _claims(town: Organisation) -> list[Adoption]:
    claims = (
        Adoption.published.by_government(town.government_code) if town.government_code else Adoption.published.none()
    )
    return list(claims.select_related("service__owner").order_by("service__name", "pk"))
