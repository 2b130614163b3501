"""What a model says once about who may see and change its rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from yui.kernel.tenancy.conditions import CurrentOrganisation

EVERYTHING = Q(pk__isnull=False)
"""Every row: for what anybody may read."""


def _owned() -> Q:
    return Q(owner=CurrentOrganisation())


@dataclass(frozen=True, kw_only=True)
class Visibility:
    """Beside the owner, who may read (`published`: everyone, `shared`: parties), update and insert a row.

    Deleting is the owner's alone. What one may change or add, one may read.
    """

    published: Q | None = None
    shared: Q | None = None
    changed: Q | None = None
    added: Q | None = None
    own: Q = field(default_factory=_owned)

    @property
    def readable(self) -> Q:
        return _any(self.own, self.published, self.shared, self.changed, self.added)

    @property
    def changeable(self) -> Q:
        return _any(self.own, self.changed)

    @property
    def addable(self) -> Q:
        return _any(self.own, self.added)


@dataclass(frozen=True)
class Infrastructure:
    """A table no organisation owns; `reason` says why it needs no row policy. Never shown to organisations."""

    reason: str


def _any(*conditions: Q | None) -> Q:
    result = Q()
    for condition in conditions:
        if condition is not None:
            result |= condition
    return result
