"""What a town itself says of a service that its supplier says it uses."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from yui.kernel.tenancy import EVERYTHING, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.models import OwnedModel


class TownsWordQuerySet(DoorQuerySet["TownsWord"]):
    """Questions about towns' words."""

    def on(self, services: Iterable[int]) -> TownsWordQuerySet:
        return self.filter(service__in=services)


class TownsWord(OwnedModel):
    """The owner uses a service, or does not: the supplier's own claim proves nothing to other towns."""

    visibility = Visibility(published=EVERYTHING)

    service = models.ForeignKey("solutions.Service", on_delete=models.PROTECT, related_name="+")
    uses = models.BooleanField()
    said_at = models.DateTimeField()

    objects, published, shared, visible = doors(TownsWordQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "owner"], name="solutions_townsword_one_a_town")]

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.service_id}: {self.uses}"
