"""Tokens by which programs act for organisations."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.models import OwnedModel


class TokenQuerySet(DoorQuerySet["Token"]):
    """Questions about tokens."""

    def usable(self, at: datetime) -> TokenQuerySet:
        """Those neither revoked nor too old."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class Token(OwnedModel):
    """Lets a program act for an organisation, within its scopes. Only the token's digest is kept."""

    visibility = Visibility()

    name = models.CharField(_("名前"), max_length=80)
    scopes = models.JSONField(_("できること"), default=list)
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("期限"))
    last_used_at = models.DateTimeField(_("最後に使った時"), null=True)
    revoked_at = models.DateTimeField(null=True)

    objects, published, shared, visible = doors(TokenQuerySet)

    def __str__(self) -> str:
        return self.name

    def is_usable(self, at: datetime) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and self.expires_at > at
