"""Bases of every record that belongs to an organisation."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models, transaction

from yui.kernel.tenancy.doors import NotYours, VisibleDoor
from yui.kernel.tenancy.scope import current_scope
from yui.kernel.tenancy.visibility import Visibility

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0/o, 1/l/i: refs are read aloud and typed from paper


def new_ref() -> str:
    """Ten characters that name a record in an address; 10^14 of them, so they cannot be enumerated."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class ScopedModel(models.Model):
    """A record whose `visibility` says who may see and change it; saving outside that raises NotYours.

    The row policies of PostgreSQL hold the same line; this one also holds on SQLite, and earlier.
    """

    visibility: ClassVar[Visibility]
    personal_fields: ClassVar[frozenset[str]] = frozenset()
    """Fields with personal data: masked in audit entries and logs."""
    words_fields: ClassVar[frozenset[str]] = frozenset()
    """Fields with what people wrote freely: audit entries, which stay for ever, keep how long it is and no word of it."""

    visible: Any = VisibleDoor()  # each model opens its own doors beside its own questions

    class Meta:
        abstract = True
        base_manager_name = "visible"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_own():
            return super().save(*args, **kwargs)
        adding = self._state.adding
        with transaction.atomic():
            if not adding:
                self._demand(self.visibility.changeable, "changed")
            super().save(*args, **kwargs)
            self._demand(self.visibility.addable if adding else self.visibility.changeable, "kept")
        return None

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if not self.is_own():
            raise NotYours(f"{self._meta.label} {self.pk} belongs to another organisation")
        return super().delete(*args, **kwargs)

    def is_own(self) -> bool:
        """Whether the organisation acted for owns this record."""
        raise NotImplementedError

    def demand_own_before_insert(self) -> None:
        if not self.is_own():
            raise NotYours(f"a {self._meta.label} of another organisation cannot be added in bulk")

    def _demand(self, condition: models.Q, what: str) -> None:
        if not type(self)._base_manager.filter(condition, pk=self.pk).exists():
            raise NotYours(f"{self._meta.label} {self.pk} cannot be {what} by this organisation")


class OwnedModel(ScopedModel):
    """A record with an owner and a public reference. `owner` never changes."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        base_manager_name = "visible"

    def is_own(self) -> bool:
        scope = current_scope()
        return scope is not None and scope.organisation_id is not None and self.owner_id == scope.organisation_id
