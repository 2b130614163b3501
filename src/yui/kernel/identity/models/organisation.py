"""Organisations: the tenants."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import EVERYTHING, CurrentOrganisation, DoorQuerySet, IsOperator, Visibility, doors
from yui.kernel.tenancy.models import ScopedModel, new_ref
from yui.kernel.tenancy.scope import current_scope


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    GOVERNMENT = "government", _("地方公共団体")
    BUREAU = "bureau", _("総合通信局")
    VENDOR = "vendor", _("事業者")
    NPO = "npo", _("NPO・市民団体")
    UNIVERSITY = "university", _("大学・研究機関")
    ASSOCIATION = "association", _("自治会・町内会")
    OPERATOR = "operator", _("運用団体")

    @classmethod
    def suppliers(cls) -> list[OrganisationKind]:
        """Kinds that offer services."""
        return [cls.VENDOR, cls.NPO, cls.UNIVERSITY, cls.ASSOCIATION]


class OrganisationQuerySet(DoorQuerySet["Organisation"]):
    """Questions about organisations."""

    def governments(self) -> OrganisationQuerySet:
        return self.filter(kind=OrganisationKind.GOVERNMENT)

    def suppliers(self) -> OrganisationQuerySet:
        return self.filter(kind__in=OrganisationKind.suppliers())

    def of_code(self, code: str) -> OrganisationQuerySet:
        """The government with this 6-digit local-government code."""
        return self.governments().filter(government_code=code)


class Organisation(ScopedModel):
    """A tenant. Its name and kind are public; only its own administrators and operators change it."""

    visibility = Visibility(
        own=models.Q(pk=CurrentOrganisation()),
        published=EVERYTHING,
        changed=models.Q(IsOperator()),
        added=models.Q(IsOperator()),
    )
    words_fields = frozenset({"introduction"})

    ref = models.CharField(max_length=10, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("種別"), max_length=12, choices=OrganisationKind.choices)
    name = models.CharField(_("名称"), max_length=120)
    kana = models.CharField(_("よみがな"), max_length=200, blank=True)
    government_code = models.CharField(_("団体コード"), max_length=6, blank=True)
    prefecture = models.CharField(_("都道府県"), max_length=8, blank=True)
    place = models.CharField(_("所在地"), max_length=120, blank=True)
    population = models.PositiveIntegerField(_("人口"), null=True, blank=True)
    introduction = models.TextField(_("紹介"), max_length=1000, blank=True)
    website = models.URLField(_("ウェブサイト"), blank=True)
    hue = models.PositiveSmallIntegerField(_("色合い"), default=220)
    coordinated_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="coordinates", verbose_name=_("担当の局")
    )
    demo = models.BooleanField(default=False, editable=False)
    active = models.BooleanField(default=True)

    objects, published, shared, visible = doors(OrganisationQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government_code"],
                condition=~models.Q(government_code=""),
                name="identity_organisation_one_per_government_code",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=OrganisationKind.GOVERNMENT) | models.Q(government_code=""),
                name="identity_organisation_code_is_a_governments",
            ),
        ]
        indexes = [models.Index(fields=["kind", "kana"], name="identity_org_by_kind")]

    def __str__(self) -> str:
        return self.name

    def is_own(self) -> bool:
        scope = current_scope()
        return scope is not None and self.pk is not None and scope.organisation_id == self.pk

    @property
    def is_government(self) -> bool:
        return self.kind == OrganisationKind.GOVERNMENT

    @property
    def size_class(self) -> str:
        """The class of population that comparisons use: under 5,000, 10,000, 50,000, 100,000, more, or unknown."""
        if self.population is None:
            return ""
        limits: list[tuple[int, Any]] = [(5_000, "xs"), (10_000, "s"), (50_000, "m"), (100_000, "l")]
        return next((name for limit, name in limits if self.population < limit), "xl")
