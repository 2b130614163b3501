"""A service's own page, and what a supplier sees of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yui.kernel.web import clock
from yui.solving.solutions import rules
from yui.solving.solutions.models import Network, Service, ServiceState
from yui.solving.solutions.queries.facts import ServiceFacts, facts
from yui.solving.solutions.queries.listing import exit_in_words, labels_of, price_in_words
from yui.values.phone import PhoneNumber


@dataclass(frozen=True)
class ServicePage:
    """A published service, ready to print."""

    facts: ServiceFacts
    field_labels: tuple[Any, ...]
    network: Any
    price_in_words: str
    exit_in_words: str
    dialled: str
    """The digits of the telephone for inquiries, for a link; empty where none is told."""


@dataclass(frozen=True)
class OwnService:
    """One of the supplier's own services in their list."""

    ref: str
    name: str
    state: ServiceState
    confirmed_on: date | None
    stale: bool
    missing: int
    changed_at: datetime


def service_page(ref: str) -> ServicePage:
    """The page of a published service; raises Service.DoesNotExist where there is none of that ref."""
    service = Service.published.by_ref(ref)
    one = facts([service.pk])[service.pk]
    network = Network(one.network).label if one.network else ""
    dialled = PhoneNumber.parse(one.inquiry_phone).digits if one.inquiry_phone else ""
    return ServicePage(one, labels_of(one.fields), network, price_in_words(one), exit_in_words(one), dialled)


def own_services(today: date | None = None) -> list[OwnService]:
    """The services of the organisation acted for: those to be looked at first."""
    day = today or clock.today()
    found = [
        OwnService(
            ref=service.ref,
            name=service.name,
            state=ServiceState(service.state),
            confirmed_on=service.confirmed_on,
            stale=service.is_published and rules.is_stale(service.confirmed_on, day),
            missing=0 if service.is_published else len(rules.missing_before_publishing(service.as_draft())),
            changed_at=service.changed_at,
        )
        for service in Service.objects.order_by("name", "pk")
    ]
    return sorted(found, key=lambda one: (not one.stale, one.state != ServiceState.DRAFT))


def own_published(ref: str) -> int | None:
    """The id of a published service of the organisation acted for, or None."""
    found = Service.objects.filter(ref=ref, state=ServiceState.PUBLISHED)
    return found.values_list("pk", flat=True).first()
