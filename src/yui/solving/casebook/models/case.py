"""The case itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import StateField, Stateful
from yui.kernel.tenancy import DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.casebook import rules
from yui.solving.casebook.models.choices import MACHINE, PUBLIC_STATES, CaseState, SizeClass
from yui.solving.casebook.rules import LIMITS, TEXTS, Content
from yui.solving.fields import Field

COLUMNS = (
    *("title", "summary", "field", "also", "year", "place", "government_code", "prefecture", "population"),
    *("size_class", "problem", "purpose", "done", "result", "constraints", "cost", "cost_yen", "effort_hours"),
    *("not_worked", "advice", "upkeep", "spread", "contact"),
)


class Case(Stateful, OwnedModel):
    """What a town did and what came of it. The columns hold what readers see; `proposed` a revision on its way."""

    visibility = Visibility(published=models.Q(public=True))
    words_fields = frozenset({"title", "summary", *TEXTS, "review_note", "figures", "companions", "proposed"})
    machine = MACHINE

    state = StateField(MACHINE)
    public = models.BooleanField(default=False, editable=False)
    title = models.CharField(_("題"), max_length=LIMITS["title"])
    summary = models.CharField(_("ひとことで"), max_length=LIMITS["summary"], blank=True)
    field = models.CharField(_("分野"), max_length=12, choices=Field.choices, blank=True)
    also = models.JSONField(_("ほかの分野"), default=list, blank=True)
    year = models.PositiveSmallIntegerField(_("年"), null=True, blank=True)
    place = models.CharField(_("まち"), max_length=60, blank=True)
    government_code = models.CharField(_("団体コード"), max_length=6, blank=True)
    prefecture = models.CharField(_("都道府県"), max_length=8, blank=True)
    population = models.PositiveIntegerField(_("人口"), null=True, blank=True)
    size_class = models.CharField(_("人口の大きさ"), max_length=2, choices=SizeClass.choices, blank=True)
    problem = models.TextField(_("困っていたこと"), max_length=LIMITS["problem"], blank=True)
    purpose = models.TextField(_("目指したこと"), max_length=LIMITS["purpose"], blank=True)
    done = models.TextField(_("したこと"), max_length=LIMITS["done"], blank=True)
    result = models.TextField(_("どうなったか"), max_length=LIMITS["result"], blank=True)
    constraints = models.TextField(_("条件や制約"), max_length=LIMITS["constraints"], blank=True)
    cost = models.CharField(_("かかった費用"), max_length=LIMITS["cost"], blank=True)
    cost_yen = models.PositiveBigIntegerField(_("費用の合計"), null=True, blank=True)
    effort_hours = models.PositiveIntegerField(_("職員の時間"), null=True, blank=True)
    not_worked = models.TextField(_("うまくいかなかったこと"), max_length=LIMITS["not_worked"], blank=True)
    advice = models.TextField(_("次のまちへの助言"), max_length=LIMITS["advice"], blank=True)
    upkeep = models.TextField(_("続けるしくみ"), max_length=LIMITS["upkeep"], blank=True)
    spread = models.TextField(_("ほかへの広がり"), max_length=LIMITS["spread"], blank=True)
    contact = models.CharField(_("連絡先"), max_length=LIMITS["contact"], blank=True)
    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed = models.JSONField(null=True, editable=False)
    version = models.PositiveSmallIntegerField(default=0, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    submitted_by = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    review_note = models.CharField(_("直してほしいこと"), max_length=400, blank=True)
    published_at = models.DateTimeField(null=True, editable=False)

    objects, published, shared, visible = doors(DoorQuerySet)

    class Meta:
        base_manager_name = "visible"
        constraints = [
            owned_key(),
            PartOf("project"),
            models.UniqueConstraint(fields=["project"], name="casebook_case_one_per_project"),
            models.CheckConstraint(
                condition=models.Q(public=False)
                | models.Q(published_at__isnull=False, state__in=[str(state) for state in PUBLIC_STATES]),
                name="casebook_case_public_when_published",
            ),
        ]
        indexes = [
            models.Index(fields=["public", "-id"], name="casebook_case_public"),
            models.Index(fields=["owner", "state", "-id"], name="casebook_case_at_the_desk"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_revision(self) -> bool:
        """Whether a new version is being written or reviewed while readers see the old one."""
        return self.state in {CaseState.REVISING, CaseState.REVISION_REVIEW}

    def write(self, content: Content) -> None:
        """Put down the content that readers will see, with its figures, companions and services."""
        for name in COLUMNS:
            value = getattr(content, name)
            setattr(self, name, list(value) if name == "also" else value)
        self.save()
        self._write_parts(content)

    def propose(self, content: Content, *, at: datetime) -> None:
        """Keep a revision beside the published text."""
        self.move("revise", at=at, proposed=content.as_json())

    def submit(self, *, by_person: int | None, at: datetime) -> str:
        """Hand it to the second person."""
        name = "submit_revision" if self.is_revision else "submit"
        return self.move(name, at=at, submitted_by_id=by_person, review_note="")

    def give_back(self, note: str, *, at: datetime) -> str:
        """Return it to its writer with what to change."""
        return self.move("return_revision" if self.is_revision else "return", at=at, review_note=note)

    def publish(self, *, at: datetime) -> str:
        """Let everybody read it; a revision takes the place of the old text."""
        proposed = self.proposed
        before = self.move("publish", at=at, public=True, proposed=None, version=self.version + 1)
        if proposed is not None:
            self.write(Content.from_json(proposed))
        self._repeat_on_parts()
        return before

    def discard(self, *, at: datetime) -> str:
        """Let the revision go; the published text stays."""
        return self.move("discard", at=at, proposed=None)

    def withdraw(self, *, at: datetime) -> str:
        """Take it back from the readers."""
        before = self.move("withdraw", at=at, public=False, proposed=None)
        self._repeat_on_parts()
        return before

    def _write_parts(self, content: Content) -> None:
        begun: dict[str, Any] = {"owner_id": self.owner_id, "case": self, "public": self.public}
        for part in (_part("Figure"), _part("Companion"), _part("Service")):
            part.objects.filter(case=self).delete()
        for one in content.figures:
            _part("Figure")(**begun, **asdict(one), key=rules.key_of(one.name, one.unit)).save()
        for companion in content.companions:
            _part("Companion")(**begun, **asdict(companion)).save()
        for service in content.services:
            _part("Service")(**begun, service_id=service).save()

    def _repeat_on_parts(self) -> None:
        for name in ("Figure", "Companion", "Service", "Version"):
            _part(name).objects.filter(case=self).update(public=self.public)


def _part(name: str) -> Any:
    """A kind of part; they are defined after the case they point to."""
    return apps.get_model("casebook", f"Case{name}")
