"""What a project consists of. Every part repeats its owner, and whether it is public, for the row policies."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.outcomes import Better
from yui.solving.projects.models.choices import CostKind
from yui.solving.projects.models.project import Project


class ProjectPart(OwnedModel):
    """A part of a project: read by whoever reads the project."""

    visibility = Visibility(published=models.Q(public=True), shared=models.Q(bureau=CurrentOrganisation()))

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    public = models.BooleanField(default=False, editable=False)
    bureau = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        base_manager_name = "visible"
        constraints = [PartOf("project")]

    @classmethod
    def begun(cls, project: Project, **values: Any) -> Any:
        """A new part, not yet saved, that everybody reads who reads the project."""
        return cls(
            owner_id=project.owner_id, project=project, public=project.public, bureau_id=project.bureau_id, **values
        )


class Milestone(ProjectPart):
    """A step with the day it was planned for and the day it was done."""

    words_fields = frozenset({"name"})

    name = models.CharField(_("節目"), max_length=60)
    due_on = models.DateField(_("予定の日"))
    done_on = models.DateField(_("済んだ日"), null=True, blank=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(ProjectPart.Meta):
        indexes = [models.Index(fields=["project", "due_on"], name="projects_milestone_in_order")]

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(DoorQuerySet["Indicator"]):
    """Questions about indicators."""

    def unmeasured_since_target(self) -> IndicatorQuerySet:
        """Those without a measurement on their target day or later."""
        taken = models.Q(measurements__measured_on__gte=models.F("target_on"))
        return self.exclude(pk__in=self.filter(taken).values("pk"))


class Indicator(ProjectPart):
    """What is measured to see whether it helps: before, wished for, and in which direction it gets better."""

    words_fields = frozenset({"name"})

    name = models.CharField(_("指標"), max_length=60)
    unit = models.CharField(_("単位"), max_length=16)
    better = models.CharField(_("よくなる向き"), max_length=4, choices=Better.choices, default=Better.UP)
    baseline = models.DecimalField(_("はじめの値"), max_digits=16, decimal_places=3, null=True, blank=True)
    baseline_on = models.DateField(_("はじめの値を測った日"), null=True, blank=True)
    target = models.DecimalField(_("目標の値"), max_digits=16, decimal_places=3, null=True, blank=True)
    target_on = models.DateField(_("いつまでに"), null=True, blank=True)

    objects, published, shared, visible = doors(IndicatorQuerySet)

    class Meta(ProjectPart.Meta):
        constraints = [
            PartOf("project"),
            owned_key(),
            models.UniqueConstraint(fields=["project", "name"], name="projects_indicator_one_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Measurement(ProjectPart):
    """The value of an indicator on a day, and how one knows."""

    words_fields = frozenset({"source"})

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    measured_on = models.DateField(_("測った日"))
    value = models.DecimalField(_("値"), max_digits=16, decimal_places=3)
    source = models.CharField(_("どうやって測ったか"), max_length=80, blank=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(ProjectPart.Meta):
        constraints = [
            PartOf("project"),
            PartOf("indicator"),
            models.UniqueConstraint(fields=["indicator", "measured_on"], name="projects_measurement_one_a_day"),
        ]
        indexes = [models.Index(fields=["project", "measured_on"], name="projects_measurement_in_order")]

    def __str__(self) -> str:
        return f"{self.measured_on} {self.value}"


class CostLine(ProjectPart):
    """Plan and spending of one kind in one quarter: yen, or hours where the kind says so."""

    quarter = models.CharField(_("四半期"), max_length=7)
    kind = models.CharField(_("費用の種類"), max_length=8, choices=CostKind.choices, default=CostKind.ALL)
    planned = models.PositiveBigIntegerField(_("計画"), null=True, blank=True)
    spent = models.PositiveBigIntegerField(_("使った額"), null=True, blank=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(ProjectPart.Meta):
        constraints = [
            PartOf("project"),
            models.UniqueConstraint(fields=["project", "quarter", "kind"], name="projects_costline_one_a_quarter"),
            models.CheckConstraint(
                condition=models.Q(quarter__regex=r"^[0-9]{4}-Q[1-4]$"), name="projects_costline_quarter_reads"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.kind}"


class Partner(ProjectPart):
    """Who works along, and as what: an organisation we know, or a plain name."""

    words_fields = frozenset({"name", "role"})

    organisation = models.ForeignKey(
        "identity.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("団体"),
    )
    name = models.CharField(_("団体の名前"), max_length=80, blank=True)
    role = models.CharField(_("役割"), max_length=80)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(ProjectPart.Meta):
        constraints = [
            PartOf("project"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(name=""), name="projects_partner_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The organisation's own name, else the name as written."""
        return self.organisation.name if self.organisation else self.name


class HandoverItem(ProjectPart):
    """Something the town learns to do alone, and who in the town can."""

    words_fields = frozenset({"what", "who"})

    what = models.CharField(_("引き継ぐこと"), max_length=80)
    who = models.CharField(_("まちの中でできる人"), max_length=60, blank=True)
    due_on = models.DateField(_("いつまでに"), null=True, blank=True)
    done_on = models.DateField(_("できるようになった日"), null=True, blank=True)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(ProjectPart.Meta):
        pass

    def __str__(self) -> str:
        return self.what
