"""Posts, and who holds them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.access.roles import Role
from yui.kernel.tenancy import EVERYTHING, CurrentPerson, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel


class Post(OwnedModel):
    """A 課 or 係 that owns records, so that a transfer of people moves nothing."""

    visibility = Visibility(published=EVERYTHING)
    personal_fields = frozenset({"email", "phone"})
    words_fields = frozenset({"duties"})

    name = models.CharField(_("部署"), max_length=80)
    duties = models.CharField(_("担当"), max_length=200, blank=True)
    email = models.EmailField(_("代表メール"), blank=True)
    phone = models.CharField(_("電話"), max_length=40, blank=True)
    active = models.BooleanField(default=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        constraints = [
            owned_key(),
            models.UniqueConstraint(fields=["owner", "name"], name="identity_post_one_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(DoorQuerySet["Membership"]):
    """Questions about memberships."""

    def current(self, on: date) -> MembershipQuerySet:
        """Memberships in force on a day."""
        return self.filter(started_on__lte=on).filter(models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=on))

    def of(self, person: int) -> MembershipQuerySet:
        return self.filter(person_id=person)


class Membership(OwnedModel):
    """A person acts for an organisation, in a post, with roles, from a day on."""

    visibility = Visibility(shared=models.Q(person=CurrentPerson()))

    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    title = models.CharField(_("職名"), max_length=60, blank=True)
    roles = models.JSONField(_("役割"), default=list)
    started_on = models.DateField(_("いつから"))
    ended_on = models.DateField(_("いつまで"), null=True, blank=True)

    objects, published, shared, visible = doors(MembershipQuerySet)

    class Meta:
        constraints = [
            PartOf("post"),
            models.UniqueConstraint(
                fields=["owner", "person"],
                condition=models.Q(ended_on__isnull=True),
                name="identity_membership_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.owner})"

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]
