"""What is watched in a project: early warnings, and a year later whether it is still in use."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.solving.projects.models.choices import Severity, UseAnswer
from yui.solving.projects.models.parts import ProjectPart
from yui.solving.reasons import DeclineReason


class WarningQuerySet(DoorQuerySet["EarlyWarning"]):
    """Questions about early warnings."""

    def open(self) -> WarningQuerySet:
        """Not yet resolved."""
        return self.filter(resolved_on__isnull=True)

    def asking(self) -> WarningQuerySet:
        """Those in which the town asks for help."""
        return self.filter(asks_help=True)


class EarlyWarning(ProjectPart):
    """A warning of trouble before it grows. The bureau reads it and may write advice; the public reads what was resolved."""

    visibility = Visibility(
        published=models.Q(public=True, resolved_on__isnull=False),
        shared=models.Q(bureau=CurrentOrganisation()),
        changed=models.Q(bureau=CurrentOrganisation()),
    )
    words_fields = frozenset({"what", "advice", "response"})

    reported_on = models.DateField(_("気づいた日"))
    what = models.CharField(_("何が起きているか"), max_length=200)
    severity = models.CharField(_("どのくらい"), max_length=6, choices=Severity.choices, default=Severity.WATCH)
    asks_help = models.BooleanField(_("総合通信局の調整担当に助言を求める"), default=False)
    advice = models.CharField(_("調整担当からの助言"), max_length=400, blank=True)
    advised_at = models.DateTimeField(null=True, editable=False)
    response = models.CharField(_("どうしたか"), max_length=200, blank=True)
    resolved_on = models.DateField(_("解決した日"), null=True, blank=True)

    objects, published, shared, visible = doors(WarningQuerySet)

    class Meta(ProjectPart.Meta):
        constraints = [
            PartOf("project"),
            models.CheckConstraint(
                condition=models.Q(resolved_on__isnull=True) | ~models.Q(response=""),
                name="projects_earlywarning_resolved_by_something",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "resolved_on"], name="projects_warning_of_bureau")]

    def __str__(self) -> str:
        return self.what


class UseCheck(ProjectPart):
    """One year after adoption: is it still in use? Asked once, answered by the town (R6.8)."""

    words_fields = frozenset({"note"})

    asked_on = models.DateField(_("尋ねた日"))
    answer = models.CharField(_("いまも使っていますか"), max_length=6, choices=UseAnswer.choices, blank=True)
    reason = models.CharField(_("使っていない理由"), max_length=16, choices=DeclineReason.choices, blank=True)
    note = models.CharField(_("いまの様子"), max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta(ProjectPart.Meta):
        constraints = [
            PartOf("project"),
            models.UniqueConstraint(fields=["project"], name="projects_usecheck_asked_once"),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(answered_at__isnull=False),
                name="projects_usecheck_answered_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.answer}"
