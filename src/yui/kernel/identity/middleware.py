"""Finds who acts in a request and opens the scope for all that the request does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yui.kernel.access import Actor
from yui.kernel.identity.acting import MEMBERSHIP_IN_SESSION, actor_for, memberships_of
from yui.kernel.identity.models import Membership, Person
from yui.kernel.tenancy import acting_for


class ActingMiddleware:
    """Sets `request.actor`, `request.membership`, `request.memberships`, `request.organisation`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        extended = cast(Any, request)
        extended.memberships, extended.membership, extended.organisation = [], None, None
        extended.actor = Actor.guest()
        if request.user.is_authenticated:
            self._recognise(request, request.user)
        actor: Actor = extended.actor
        with acting_for(actor.organisation_id, person=actor.person_id, operator=actor.is_operator):
            return self.get_response(request)

    def _recognise(self, request: HttpRequest, person: Person) -> None:
        extended = cast(Any, request)
        extended.memberships = memberships_of(person, on=timezone.localdate())
        extended.membership = _chosen(extended.memberships, request.session.get(MEMBERSHIP_IN_SESSION))
        extended.organisation = extended.membership.owner if extended.membership else None
        extended.actor = actor_for(person, extended.membership)


def _chosen(memberships: list[Membership], ref: str | None) -> Membership | None:
    return next((m for m in memberships if m.ref == ref), memberships[0] if memberships else None)
