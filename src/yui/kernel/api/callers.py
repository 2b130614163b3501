"""Who calls: a guest, or a program with an organisation's token. Cookies mean nothing here, so nothing can be forged."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from yui.kernel.access import Actor, ActorKind, NotPermitted
from yui.kernel.api import queries, rules
from yui.kernel.api.models import Token
from yui.kernel.identity.acting import actor_in
from yui.kernel.tenancy import acting_for


class UnknownToken(Exception):
    """The caller sent something that is no usable token."""


class WithToken(HttpBearer):
    """For `auth=`: this operation is for programs with a token."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor that the frame found before."""
        actor: Actor = cast(Any, request).actor
        return actor if actor.kind is ActorKind.TOKEN else None


def demand(request: HttpRequest, permission: str) -> Actor:
    """The actor of a request; raises NotPermitted, which is answered with 403, where the right is missing."""
    actor: Actor = cast(Any, request).actor
    if not actor.may(permission):
        raise NotPermitted(permission)
    return actor


def caller_of(request: HttpRequest, at: datetime) -> tuple[Actor, Token | None]:
    """Who calls, by the header `Authorization: Bearer …`; raises UnknownToken where it says nothing we know."""
    header = request.headers.get("Authorization")
    if header is None:
        return Actor.guest(), None
    scheme, _, text = header.partition(" ")
    token = queries.token_of(text.strip(), at) if scheme.lower() == "bearer" else None
    if token is None:
        raise UnknownToken
    _note_use(token, at)
    return _actor(token, at), token


def _actor(token: Token, at: datetime) -> Actor:
    """The program acts as its creator does today, within its scopes; when they have left, it may what a guest may."""
    creator = actor_in(token.owner_id, token.created_by, at)
    of_creator = creator.permissions if creator else frozenset()
    return Actor(
        organisation_id=token.owner_id,
        person_id=token.created_by_id,
        post_id=creator.post_id if creator else None,
        permissions=rules.allowed(token.scopes, of_creator) | Actor.guest().permissions,
        name=token.name,
        kind=ActorKind.TOKEN,
    )


def _note_use(token: Token, at: datetime) -> None:
    if rules.use_is_worth_noting(token.last_used_at, at):
        with acting_for(token.owner_id):
            Token.objects.filter(pk=token.pk).update(last_used_at=at)
