"""Parts of a need: what a solution must do, and who has the same trouble."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.needs.rules.content import REQUIREMENT_LIMIT


class EssentialRequirement(OwnedModel):
    """One thing a solution must do. A proposal answers each with its evidence (R6.5)."""

    # `public` is copied from the need when it moves: a row policy that looked at the need would be under its policy too.
    visibility = Visibility(published=models.Q(public=True))
    words_fields = frozenset({"text"})

    need = models.ForeignKey("needs.Need", on_delete=models.CASCADE, related_name="essential")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("必須要件"), max_length=REQUIREMENT_LIMIT)
    public = models.BooleanField(default=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        ordering = ("position",)
        constraints = [
            owned_key(),
            PartOf("need"),
            models.UniqueConstraint(fields=["need", "position"], name="needs_essentialrequirement_one_a_place"),
        ]

    def __str__(self) -> str:
        return self.text


class EchoQuerySet(DoorQuerySet["Echo"]):
    """Questions about echoes."""

    def standing(self) -> EchoQuerySet:
        return self.filter(taken_back_at__isnull=True)


class Echo(OwnedModel):
    """「うちも困っている」: of a resident, known by the digest of a cookie alone, or of another town."""

    visibility = Visibility(
        published=models.Q(taken_back_at__isnull=True),
        changed=models.Q(town=CurrentOrganisation()),
        added=models.Q(town=CurrentOrganisation()),
    )

    need = models.ForeignKey("needs.Need", on_delete=models.CASCADE, related_name="echoes")
    town = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    token = models.CharField(max_length=64, blank=True)
    taken_back_at = models.DateTimeField(null=True)

    objects, published, shared, visible = doors(EchoQuerySet)

    class Meta:
        constraints = [
            PartOf("need"),
            models.UniqueConstraint(
                fields=["need", "token"], condition=~models.Q(token=""), name="needs_echo_one_a_resident"
            ),
            models.UniqueConstraint(
                fields=["need", "town"], condition=models.Q(town__isnull=False), name="needs_echo_one_a_town"
            ),
            models.CheckConstraint(
                condition=models.Q(town__isnull=True) ^ models.Q(token=""), name="needs_echo_of_resident_or_town"
            ),
        ]

    def __str__(self) -> str:
        return str(self.town or _("住民"))
