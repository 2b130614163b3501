"""Who uses a service."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.kernel.tenancy.models import OwnedModel


class AdoptionQuerySet(DoorQuerySet["Adoption"]):
    """Questions about adoptions."""

    def by_government(self, code: str) -> AdoptionQuerySet:
        return self.filter(government_code=code)


class Adoption(OwnedModel):
    """A government uses a service, as its supplier says. `public` follows the service."""

    visibility = Visibility(published=models.Q(public=True))

    service = models.ForeignKey("solutions.Service", on_delete=models.CASCADE, related_name="adoptions")
    government_code = models.CharField(_("団体コード"), max_length=6)
    government_name = models.CharField(_("団体の名前"), max_length=120)
    prefecture = models.CharField(_("都道府県"), max_length=8, blank=True)
    public = models.BooleanField(default=False, editable=False)

    objects, published, shared, visible = doors(AdoptionQuerySet)

    class Meta:
        constraints = [
            PartOf("service"),
            models.UniqueConstraint(fields=["service", "government_code"], name="solutions_adoption_once_a_government"),
        ]
        indexes = [models.Index(fields=["government_code"], name="solutions_adoption_by_code")]

    def __str__(self) -> str:
        return f"{self.government_name}: {self.service_id}"
