"""Doors: the managers through which records are reached.

`Need.objects` is ours, `Need.published` everyone's, `Need.shared` what we are party to, `Need.visible` all of these.
Only through the first can rows be changed in bulk.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeVar, cast

from django.db import models
from django.db.models import Q

from yui.kernel.tenancy.scope import NoScope, current_scope

Row = TypeVar("Row", bound=models.Model)


class NotYours(RuntimeError):
    """Code tried to change rows that the organisation acted for may not change. A bug, never shown to a reader."""


class DoorQuerySet(models.QuerySet[Row]):
    """A query that remembers through which door it came."""

    _ours = False

    def _clone(self) -> Self:
        clone = cast(Self, super()._clone())  # type: ignore[misc]  # Django's own, absent from its stubs
        clone._ours = self._ours
        return clone

    def _demand_ours(self) -> None:
        if not self._ours:
            raise NotYours(f"rows of {self.model._meta.label} are changed in bulk through `objects` only")

    def update(self, **values: Any) -> int:
        self._demand_ours()
        if "owner" in values or "owner_id" in values:
            raise NotYours("a record never changes its owner")
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._demand_ours()
        return super().delete()

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        self._demand_ours()
        rows = list(objs)
        for row in rows:
            cast(Any, row).demand_own_before_insert()
        return super().bulk_create(rows, *args, **kwargs)

    def by_ref(self, ref: str) -> Row:
        """The record that its public `ref` names; raises DoesNotExist, which a page turns into 404."""
        return self.get(ref=ref)


class _Door(models.Manager[Row]):
    use_in_migrations = False

    def __init__(self, queryset: type[DoorQuerySet[Any]] = DoorQuerySet) -> None:
        super().__init__()
        self._queryset_class = queryset

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or not hasattr(self._queryset_class, name):
            raise AttributeError(name)
        return getattr(self.get_queryset(), name)

    def _condition(self) -> Q:
        raise NotImplementedError

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(self._condition())

    @property
    def _visibility(self) -> Any:
        return cast(Any, self.model).visibility


class OwnDoor(_Door[Row]):
    """Ours. Outside a scope every query raises, so that a forgotten filter is seen in the first test."""

    def _condition(self) -> Q:
        scope = current_scope()
        if scope is None or scope.organisation_id is None:
            raise NoScope(f"{self.model._meta.label}.objects was used while no organisation is acted for")
        return cast(Q, self._visibility.own)

    def get_queryset(self) -> models.QuerySet[Row]:
        queryset = cast("DoorQuerySet[Row]", super().get_queryset())
        queryset._ours = True
        return queryset


class PublishedDoor(_Door[Row]):
    """What everyone may read."""

    def _condition(self) -> Q:
        return _declared(self._visibility.published, self.model, "published")


class SharedDoor(_Door[Row]):
    """What others own and we are party to."""

    def _condition(self) -> Q:
        visibility = self._visibility
        return _declared(visibility.shared or visibility.changed or visibility.added, self.model, "shared")


class VisibleDoor(_Door[Row]):
    """All that may be read in this scope. Also follows foreign keys, as the row policies do."""

    def _condition(self) -> Q:
        return cast(Q, self._visibility.readable)


def doors(queryset: type[DoorQuerySet[Any]] = DoorQuerySet) -> tuple[Any, Any, Any, Any]:
    """The four doors (objects, published, shared, visible) of a model whose queries are `queryset`."""
    return OwnDoor(queryset), PublishedDoor(queryset), SharedDoor(queryset), VisibleDoor(queryset)


def _declared(condition: Q | None, model: type[models.Model], door: str) -> Q:
    if condition is None:
        raise NoScope(f"{model._meta.label} declares nothing {door}")
    return condition
