"""From a signed-in person to the actor of a request."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, DateField, QuerySet
from django.utils import timezone

from yui.kernel.access import Actor, ActorKind, Role, permissions_of
from yui.kernel.identity.models import Membership, Person
from yui.kernel.tenancy import Given, acting_for, compiled

MEMBERSHIP_IN_SESSION = "yui_membership"


def memberships_of(person: Person, *, on: date) -> list[Membership]:
    """The organisations a person may act for on a day, the longest held first."""
    with acting_for(None, person=person.pk):
        return _held().ask(person=person.pk, on=on)


def actor_for(person: Person, membership: Membership | None) -> Actor:
    """The actor that a person is in one of the memberships; without one, a resident."""
    if membership is None:
        roles: tuple[str, ...] = (str(Role.GUEST), str(Role.RESIDENT))
        return Actor(
            organisation_id=None, person_id=person.pk, roles=roles, permissions=permissions_of(roles), name=person.name
        )
    roles = tuple(sorted({str(Role.GUEST), str(Role.RESIDENT), *membership.roles}))
    return Actor(
        organisation_id=membership.owner_id,
        person_id=person.pk,
        post_id=membership.post_id,
        roles=roles,
        permissions=permissions_of(roles),
        name=person.name,
        kind=ActorKind.PERSON,
    )


def actor_in(organisation_id: int, person: Person, at: datetime) -> Actor | None:
    """The actor that a person is for one organisation at a time; None when they no longer act for it."""
    held = memberships_of(person, on=timezone.localtime(at).date())
    membership = next((m for m in held if m.owner_id == organisation_id), None)
    return actor_for(person, membership) if membership else None


@compiled
def _held() -> QuerySet[Membership]:
    of_person: QuerySet[Membership] = Membership.shared.of(Given("person", BigIntegerField())).current(
        Given("on", DateField())
    )
    return of_person.filter(owner__active=True).select_related("owner", "post").order_by("started_on", "pk")


def actor_of(request: Any) -> Actor:
    """The actor of a request, as the middleware found it."""
    actor: Actor = request.actor
    return actor
