"""Finds who acts in a request and opens the scope for all that the request does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yui.kernel.access import Actor
from yui.kernel.identity.acting import MEMBERSHIP_IN_SESSION, actor_for, memberships_of
from yui.kernel.identity.models import Membership, Person
from yui.kernel.identity.stopping import stopped_for
from yui.kernel.tenancy import acting_for


class ActingMiddleware:
    """Sets `request.actor`, `request.membership`, `request.memberships`, `request.organisation`, `request.stopped`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        extended = cast(Any, request)
        extended.memberships, extended.membership, extended.organisation = [], None, None
        extended.actor = Actor.guest()
        extended.stopped = lambda: None
        if request.user.is_authenticated:
            self._recognise(request, request.user)
        actor: Actor = extended.actor
        with acting_for(actor.organisation_id, person=actor.person_id, operator=actor.is_operator):
            return self.get_response(request)

    def _recognise(self, request: HttpRequest, person: Person) -> None:
        extended, today = cast(Any, request), timezone.localdate()
        extended.memberships = memberships_of(person, on=today)
        extended.membership = _chosen(request, extended.memberships)
        extended.stopped = partial(stopped_for, person, on=today)  # asked only by the page that says so
        extended.organisation = extended.membership.owner if extended.membership else None
        extended.actor = actor_for(person, extended.membership)


def _chosen(request: HttpRequest, memberships: list[Membership]) -> Membership | None:
    """The membership chosen before, else the first.

    What was written for an organisation that is no longer there to act for is never sent in the name of another one.
    """
    ref = request.session.get(MEMBERSHIP_IN_SESSION)
    chosen = next((one for one in memberships if one.ref == ref), None)
    if chosen is None and (ref is None or request.method in {"GET", "HEAD"}):
        chosen = memberships[0] if memberships else None
        if chosen is not None and (ref is not None or len(memberships) > 1):
            request.session[MEMBERSHIP_IN_SESSION] = chosen.ref
    return chosen
