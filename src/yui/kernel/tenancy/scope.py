"""The scope of the work at hand: for which organisation, as which person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any


class NoScope(RuntimeError):
    """A query for "our" records was made while nobody was acting. A bug, never shown to a reader."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom work is done. `organisation_id` None: a member of the public, who sees what is published."""

    organisation_id: int | None
    person_id: int | None = None
    operator: bool = False


_scope: ContextVar[Scope | None] = ContextVar("yui_scope", default=None)


def current_scope() -> Scope | None:
    """The innermost scope, or None where nobody is acting."""
    return _scope.get()


@contextmanager
def acting_for(organisation: Any, *, person: int | None = None, operator: bool = False) -> Iterator[Scope]:
    """Do what follows for `organisation` (its id, the record, or None for the public).

    Scopes nest; the inner one replaces the outer one as a whole, so that no right leaks inwards.
    """
    organisation_id = getattr(organisation, "pk", organisation)
    scope = Scope(organisation_id, person, operator)
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)
