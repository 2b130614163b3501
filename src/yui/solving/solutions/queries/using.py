"""The services that a town uses or is said to use, for the town to confirm or deny."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from yui.kernel.identity.models import Organisation
from yui.kernel.web.navigation import address_of
from yui.solving.solutions.models import Adoption, Service, TownsWord


@dataclass(frozen=True)
class SaidToUse:
    """One published service that is said to be used by the town; `uses` is the town's own word, None before it said any."""

    ref: str
    name: str
    owner_name: str
    url: str
    uses: bool | None


def said_to_use(town: Organisation | None) -> list[SaidToUse]:
    """What suppliers claim about a town and what it said itself, unanswered ones first; none for who is no government."""
    if town is None or not town.government_code:
        return []
    words = dict(TownsWord.objects.values_list("service", "uses"))
    found = [
        SaidToUse(one.ref, one.name, one.owner.name, address_of("solutions:detail", one.ref), words.get(one.pk))
        for one in _services(town).select_related("owner").only("ref", "name", "owner__name")
    ]
    return sorted(found, key=lambda one: (one.uses is not None, one.name, one.ref))


def service_said_to_be_used(town: Organisation | None, ref: str) -> Service:
    """One of those services; raises Http404 where neither a supplier nor the town has said that the town uses it."""
    found = _services(town).filter(ref=ref).first() if town is not None and town.government_code else None
    if found is None:
        raise Http404
    return found


def published_service(pk: int) -> Service | None:
    """A service that everybody can read, as a record to act on."""
    found: Service | None = Service.published.filter(pk=pk).first()
    return found


def own_word(service: Service) -> tuple[bool, datetime] | None:
    """Whether the town acted for said that it uses a service, and when it said so last; None before it said any."""
    said: tuple[bool, datetime] | None = (
        TownsWord.objects.filter(service=service).values_list("uses", "said_at").first()
    )
    return said


def _services(town: Organisation) -> QuerySet[Service]:
    claimed = Adoption.published.by_government(town.government_code).values("service_id")
    said = TownsWord.objects.values("service_id")
    found: QuerySet[Service] = Service.published.filter(Q(pk__in=claimed) | Q(pk__in=said))
    return found
