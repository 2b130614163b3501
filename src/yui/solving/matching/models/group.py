"""Groups of alike needs."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move, StateField, Stateful
from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel


class GroupState(models.TextChoices):
    """Whether a person has said that these needs are alike."""

    PROPOSED = "proposed", _("確認待ち")
    CONFIRMED = "confirmed", _("まとまり")
    DISSOLVED = "dissolved", _("まとめない")


MACHINE = Machine(
    GroupState,
    initial=GroupState.PROPOSED,
    moves={
        "confirm": Move({GroupState.PROPOSED, GroupState.DISSOLVED}, to=GroupState.CONFIRMED, stamp="decided_at"),
        "dissolve": Move({GroupState.PROPOSED, GroupState.CONFIRMED}, to=GroupState.DISSOLVED, stamp="decided_at"),
    },
)


class JointGroup(Stateful, OwnedModel):
    """Needs of different towns that one solution may serve: a link between them, never a merge. Public once confirmed."""

    visibility = Visibility(published=Q(state=GroupState.CONFIRMED))
    words_fields = frozenset({"name", "note"})
    machine = MACHINE

    name = models.CharField(_("まとまりの名前"), max_length=80)
    note = models.CharField(_("どこが同じか"), max_length=400, blank=True)
    likeness = models.FloatField(null=True)
    neighbours = models.JSONField(default=list)
    state = StateField(MACHINE)
    decided_at = models.DateTimeField(null=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [owned_key()]

    def __str__(self) -> str:
        return self.name


class Member(OwnedModel):
    """One need in a group. `public` follows the group."""

    visibility = Visibility(published=Q(public=True))

    group = models.ForeignKey(JointGroup, on_delete=models.CASCADE, related_name="members")
    need = models.ForeignKey("needs.Need", on_delete=models.CASCADE, related_name="+")
    government = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    public = models.BooleanField(default=False, editable=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [
            PartOf("group"),
            models.UniqueConstraint(fields=["group", "need"], name="matching_member_once"),
            models.UniqueConstraint(fields=["group", "government"], name="matching_member_one_need_a_town"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.need_id}"
