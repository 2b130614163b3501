"""The project itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import StateField, Stateful
from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.fields import Field
from yui.solving.projects.models.choices import MACHINE, UNDER_WAY, ProjectState, UseAnswer
from yui.solving.reasons import DeclineReason


class ProjectQuerySet(DoorQuerySet["Project"]):
    """Questions about projects."""

    def under_way(self) -> ProjectQuerySet:
        """In trial, in use, or being measured."""
        return self.filter(state__in=UNDER_WAY)

    def over(self) -> ProjectQuerySet:
        """Finished or stopped."""
        return self.filter(state__in=[ProjectState.FINISHED, ProjectState.STOPPED])

    def of_post(self, post_id: int | None) -> ProjectQuerySet:
        """What a post looks after, and what no post does; everything where no post is asked for."""
        if post_id is None:
            return self
        return self.filter(models.Q(post=post_id) | models.Q(post__isnull=True))

    def in_use_with(self, service_id: int) -> ProjectQuerySet:
        """Those that took a service into use, have not been given up since, and did not answer that they use it no more."""
        checks = apps.get_model("projects", "UseCheck").objects
        unused = checks.filter(answer=UseAnswer.NOT).values("project")
        taken = self.filter(service=service_id, adopted_at__isnull=False)
        return taken.exclude(state=ProjectState.STOPPED).exclude(pk__in=unused)

    def adopted_until(self, moment: datetime) -> ProjectQuerySet:
        """Adopted at that moment or before, and not given up since."""
        return self.filter(adopted_at__lte=moment).exclude(state=ProjectState.STOPPED)


class Project(Stateful, OwnedModel):
    """A town meets a need: with whom, by when, at what cost, with what effect. `bureau` reads along where it helps."""

    visibility = Visibility(published=models.Q(public=True), shared=models.Q(bureau=CurrentOrganisation()))
    words_fields = frozenset({"name", "summary", "stop_note"})
    machine = MACHINE

    state = StateField(MACHINE)
    name = models.CharField(_("取組の名前"), max_length=60)
    summary = models.CharField(_("どんな取組か"), max_length=200, blank=True)
    field = models.CharField(_("分野"), max_length=12, choices=Field.choices, default=Field.GENERAL)
    post = models.ForeignKey(
        "identity.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("担当")
    )
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    introduction = models.ForeignKey(
        "matching.Introduction", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    service = models.ForeignKey("solutions.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    bureau = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField(_("始める日"), null=True, blank=True)
    ends_on = models.DateField(_("終える日"), null=True, blank=True)
    started_at = models.DateTimeField(null=True, editable=False)
    adopted_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    stop_reason = models.CharField(_("中止の理由"), max_length=16, choices=DeclineReason.choices, blank=True)
    stop_note = models.CharField(_("くわしい事情"), max_length=400, blank=True)
    public = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects, published, shared, visible = doors(ProjectQuerySet)

    class Meta:
        base_manager_name = "visible"
        constraints = [
            owned_key(),
            PartOf("post"),
            PartOf("need"),
            models.UniqueConstraint(fields=["introduction"], name="projects_project_one_per_introduction"),
            models.CheckConstraint(
                condition=~models.Q(state=ProjectState.STOPPED) | ~models.Q(stop_reason=""),
                name="projects_project_stopped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(published_at__isnull=False),
                name="projects_project_public_since",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="projects_project_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["public", "-id"], name="projects_project_public"),
            models.Index(fields=["owner", "-id"], name="projects_project_by_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be done in it."""
        return self.state in {ProjectState.FINISHED, ProjectState.STOPPED}

    def start_trial(self, *, at: datetime) -> str:
        """Try it in the small."""
        return self.move("try", at=at, started_at=self.started_at or at)

    def run(self, *, at: datetime) -> str:
        """Take it into regular use; the first time is the adoption."""
        return self.move("run", at=at, started_at=self.started_at or at, adopted_at=self.adopted_at or at)

    def finish(self, *, at: datetime) -> str:
        """It is done; what was in use stays in use, so this counts as adoption too."""
        return self.move("finish", at=at, adopted_at=self.adopted_at or at)

    def stop(self, *, reason: str, note: str, at: datetime) -> str:
        """Give it up."""
        return self.move("stop", at=at, stop_reason=reason, stop_note=note)

    def show(self, *, at: datetime) -> None:
        """Let everybody read the project and its parts."""
        self.public, self.published_at = True, at
        self._kept(["public", "published_at"])

    def hide(self) -> None:
        """Let only the town, and its bureau where it helps, read it."""
        self.public = False
        self._kept(["public"])

    def share_with(self, bureau_id: int | None) -> None:
        """Let the bureau read along."""
        if bureau_id is not None and self.bureau_id != bureau_id:
            self.bureau_id = bureau_id
            self._kept(["bureau"])

    def _kept(self, names: Iterable[str]) -> None:
        self.save(update_fields=[*names, "changed_at"])
        for model in apps.get_app_config("projects").get_models():
            if model is not Project:
                parts = model.objects.filter(project=self)  # type: ignore[attr-defined]  # every part has its doors
                parts.update(public=self.public, bureau=self.bureau_id)
