"""Invitations into an organisation."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move, StateField, Stateful
from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.kernel.tenancy.models import OwnedModel


class InvitationState(models.TextChoices):
    """What became of an invitation."""

    SENT = "sent", _("招待中")
    ACCEPTED = "accepted", _("参加済み")
    WITHDRAWN = "withdrawn", _("取り消し")


MACHINE = Machine(
    InvitationState,
    initial=InvitationState.SENT,
    moves={
        "accept": Move({InvitationState.SENT}, to=InvitationState.ACCEPTED, stamp="answered_at"),
        "withdraw": Move({InvitationState.SENT}, to=InvitationState.WITHDRAWN, stamp="answered_at"),
    },
)


class Invitation(Stateful, OwnedModel):
    """A link by which a person joins an organisation. Only the link's digest is kept."""

    LIFETIME = timedelta(days=14)

    visibility = Visibility()
    personal_fields = frozenset({"email", "name"})
    machine = MACHINE

    email = models.EmailField(_("メールアドレス"))
    name = models.CharField(_("氏名"), max_length=80, blank=True)
    post = models.ForeignKey("identity.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(_("職名"), max_length=60, blank=True)
    roles = models.JSONField(_("役割"), default=list)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    state = StateField(MACHINE)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [PartOf("post")]

    def __str__(self) -> str:
        return self.email

    def is_usable(self, at: datetime) -> bool:
        """Whether its link still opens the door."""
        return self.state == InvitationState.SENT and self.expires_at > at
