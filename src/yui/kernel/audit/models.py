"""The book itself."""

from __future__ import annotations

from typing import Any

from django.db import models

from yui.kernel.tenancy import DoorQuerySet, IsOperator, Visibility, doors
from yui.kernel.tenancy.models import ScopedModel
from yui.kernel.tenancy.scope import current_scope


class EntryQuerySet(DoorQuerySet["Entry"]):
    """Questions about entries."""

    def of(self, record: models.Model) -> EntryQuerySet:
        """What happened to one record, latest first."""
        return self.about(type(record), record.pk)

    def about(self, kind: type[models.Model], pk: Any) -> EntryQuerySet:
        """The same, of a record of this kind that is known by its number alone."""
        return self.filter(target_type=kind._meta.label_lower, target_id=pk).order_by("-id")


class Entry(ScopedModel):
    """One thing done. `owner` is the organisation acted for; null for the public and the system as a whole."""

    append_only = True
    visibility = Visibility(shared=models.Q(IsOperator()), added=models.Q(owner__isnull=True))

    owner = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    code = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10)
    actor_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, null=True, related_name="+")
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.BigIntegerField(null=True)
    target_ref = models.CharField(max_length=10, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects, published, shared, visible = doors(EntryQuerySet)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="audit_entry_by_owner"),
            models.Index(fields=["target_type", "target_id"], name="audit_entry_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.code}"

    def is_own(self) -> bool:
        scope = current_scope()
        return self.owner_id is None or (scope is not None and scope.organisation_id == self.owner_id)
