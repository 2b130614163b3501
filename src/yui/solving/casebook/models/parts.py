"""What belongs to a case: figures, companions, services, versions; who followed it; what is left of a withdrawn one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import EVERYTHING, CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.casebook.models.case import Case
from yui.solving.casebook.models.choices import WithdrawReason
from yui.solving.outcomes import Better


class CasePart(OwnedModel):
    """A part of a case: read by whoever reads the case."""

    visibility = Visibility(published=models.Q(public=True))

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    public = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
        base_manager_name = "visible"
        constraints = [PartOf("case")]


class CaseFigure(CasePart):
    """An indicator before and after. `key` says with which figures of other towns it can be compared."""

    words_fields = frozenset({"name"})

    name = models.CharField(_("指標"), max_length=60)
    unit = models.CharField(_("単位"), max_length=16)
    better = models.CharField(_("よくなる向き"), max_length=4, choices=Better.choices, default=Better.UP)
    before = models.DecimalField(_("はじめ"), max_digits=16, decimal_places=3, null=True, blank=True)
    after = models.DecimalField(_("あと"), max_digits=16, decimal_places=3, null=True, blank=True)
    key = models.CharField(max_length=160, editable=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(CasePart.Meta):
        indexes = [models.Index(fields=["key", "public"], name="casebook_figure_compared")]

    def __str__(self) -> str:
        return self.name


class CaseCompanion(CasePart):
    """Who worked along."""

    words_fields = frozenset({"name", "role"})

    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("団体の名前"), max_length=80)
    role = models.CharField(_("役割"), max_length=80, blank=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(CasePart.Meta):
        pass

    def __str__(self) -> str:
        return self.name


class CaseService(CasePart):
    """A service that was used."""

    service = models.ForeignKey("solutions.Service", on_delete=models.PROTECT, related_name="+")

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(CasePart.Meta):
        constraints = [
            PartOf("case"),
            models.UniqueConstraint(fields=["case", "service"], name="casebook_caseservice_once"),
        ]

    def __str__(self) -> str:
        return str(self.service_id)


class CaseVersion(CasePart):
    """What a case said when it was published for the n-th time. Never changed."""

    words_fields = frozenset({"content"})

    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(CasePart.Meta):
        constraints = [
            PartOf("case"),
            models.UniqueConstraint(fields=["case", "number"], name="casebook_caseversion_one_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.number}"


class Following(OwnedModel):
    """A town wants what a case tells, and began a need. Others see it once the need is public; the case's town at once."""

    visibility = Visibility(published=models.Q(public=True), shared=models.Q(case_owner=CurrentOrganisation()))

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_owner = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, related_name="+")
    public = models.BooleanField(default=False, editable=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        base_manager_name = "visible"
        constraints = [
            PartOf("need"),
            models.UniqueConstraint(fields=["owner", "case"], name="casebook_following_once_a_town"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} → {self.case_id}"


class Tombstone(OwnedModel):
    """What is left of a case taken back: its title, when, and why. Links from elsewhere still lead to an answer."""

    visibility = Visibility(published=EVERYTHING)
    words_fields = frozenset({"title", "note"})

    case_ref = models.CharField(max_length=10, unique=True)
    title = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField()
    reason = models.CharField(_("取下げの理由"), max_length=8, choices=WithdrawReason.choices)
    note = models.CharField(_("説明"), max_length=200, blank=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        base_manager_name = "visible"

    def __str__(self) -> str:
        return self.title
