"""How far needs came: counted in public, without saying who else took part (R6.8)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import EVERYTHING, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.reasons import DeclineReason


class Stage(models.TextChoices):
    """A stage on the way from a need to its use."""

    CANDIDATES = "candidates", _("候補が見つかった")
    INTRODUCED = "introduced", _("紹介した")
    AGREED = "agreed", _("双方が承諾した")
    DECLINED = "declined", _("見送った")


class Step(OwnedModel):
    """A need reached a stage. Nothing names the other side, so that everybody may count."""

    visibility = Visibility(published=EVERYTHING)

    need = models.ForeignKey("needs.Need", on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    reason = models.CharField(max_length=16, choices=DeclineReason.choices, blank=True)
    happened_at = models.DateTimeField()

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(stage=Stage.DECLINED) & ~models.Q(reason=""))
                | (~models.Q(stage=Stage.DECLINED) & models.Q(reason="")),
                name="matching_step_declined_for_a_reason",
            )
        ]
        indexes = [models.Index(fields=["stage", "need"], name="matching_step_counted")]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.stage}"
