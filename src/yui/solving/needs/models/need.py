"""A need of a local government."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import StateField, Stateful
from yui.kernel.tenancy import DoorQuerySet, Given, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf, owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.fields import Field
from yui.solving.needs.models.states import NEED_MACHINE, OPEN_STATES, PUBLIC_STATES, NeedState, Network
from yui.solving.needs.rules.content import FIELDS, LIMITS
from yui.solving.needs.rules.dates import HIDDEN_AFTER, STALE_AFTER, Freshness, freshness
from yui.solving.needs.rules.personal import READ_BY_ALL
from yui.solving.reasons import DeclineReason


def stale_on(today: date | Given) -> models.Q:
    """Open needs that nobody has confirmed for 90 days."""
    return models.Q(state__in=OPEN_STATES, confirmed_on__lt=today - STALE_AFTER)


def titled(title: str) -> str:
    """How a need is called, while it has no title too."""
    return title or str(_("題のないニーズ"))


class NeedQuerySet(DoorQuerySet["Need"]):
    """Questions about needs."""

    def along_the_index(self) -> NeedQuerySet:
        """Public ones, so that they are read in the order of an index of public needs and not sorted.

        Written with `in`: SQLite looks into an index for a comparison, and a bare `WHERE public` is none.
        """
        return self.filter(public__in=[True])

    def open(self) -> NeedQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def lately_confirmed(self, today: date) -> NeedQuerySet:
        """Without the open ones that nobody has confirmed for 180 days: what lists show by themselves (R6.3)."""
        return self.exclude(state__in=OPEN_STATES, confirmed_on__lt=today - HIDDEN_AFTER)

    def stale(self, today: date) -> NeedQuerySet:
        """Open ones that nobody has confirmed for 90 days."""
        return self.filter(stale_on(today))

    def of_post(self, post: int) -> NeedQuerySet:
        return self.filter(post_id=post)


class Need(Stateful, OwnedModel):
    """Something a local government wants solved. A post owns it, so a transfer of people moves nothing."""

    visibility = Visibility(published=models.Q(state__in=[str(state) for state in PUBLIC_STATES]))
    words_fields = frozenset({*READ_BY_ALL, "sent_back_note", "closing_note"})
    machine = NEED_MACHINE

    post = models.ForeignKey("identity.Post", on_delete=models.PROTECT, related_name="+", verbose_name=_("担当の部署"))
    title = models.CharField(_("題"), max_length=LIMITS["title"], blank=True)
    field = models.CharField(_("分野"), max_length=12, choices=Field.choices, blank=True)
    present = models.TextField(_("今の様子"), max_length=LIMITS["present"], blank=True)
    affected = models.TextField(_("困っている人"), max_length=LIMITS["affected"], blank=True)
    affected_count = models.PositiveIntegerField(_("困っている人の数"), null=True, blank=True)
    wanted = models.TextField(_("どうなればよいか"), max_length=LIMITS["wanted"], blank=True)
    network = models.CharField(_("通信"), max_length=12, choices=Network.choices, default=Network.UNDECIDED)
    network_note = models.CharField(_("通信の条件"), max_length=LIMITS["network_note"], blank=True)
    personal_data = models.TextField(_("個人の情報"), max_length=LIMITS["personal_data"], blank=True)
    law = models.TextField(_("法律・条例"), max_length=LIMITS["law"], blank=True)
    wished = models.JSONField(_("あるとよいこと"), default=list, blank=True)
    before_budget = models.BooleanField(_("予算化前"), default=False)
    budget_min = models.BigIntegerField(_("予算の下限"), null=True, blank=True)
    budget_max = models.BigIntegerField(_("予算の上限"), null=True, blank=True)
    budget_note = models.CharField(_("予算の内訳"), max_length=LIMITS["budget_note"], blank=True)
    fiscal_year = models.PositiveSmallIntegerField(_("始めたい年度"), null=True, blank=True)

    state = StateField(NEED_MACHINE)
    # Kept by the database itself, so that lists of ten thousand are read in the order of one index.
    public = models.GeneratedField(
        expression=models.ExpressionWrapper(
            models.Q(state__in=[str(state) for state in PUBLIC_STATES]), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_note = models.CharField(max_length=400, blank=True)
    published_at = models.DateTimeField(null=True)
    questions_close_on = models.DateField(_("質問の締切"), null=True)
    proposals_close_on = models.DateField(_("提案の締切"), null=True)
    confirmed_on = models.DateField(_("確かめた日"), null=True)
    reminded_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(_("見送りの理由"), max_length=16, choices=DeclineReason.choices, blank=True)
    closing_note = models.CharField(_("終わりの説明"), max_length=400, blank=True)

    objects, published, shared, visible = doors(NeedQuerySet)

    class Meta:
        constraints = [
            owned_key(),
            PartOf("post"),
            models.CheckConstraint(
                condition=models.Q(before_budget=False) | models.Q(budget_min__isnull=True, budget_max__isnull=True),
                name="needs_need_no_figures_before_the_budget",
            ),
            models.CheckConstraint(
                condition=models.Q(budget_min__isnull=True) | models.Q(budget_min__lte=models.F("budget_max")),
                name="needs_need_budget_from_less_to_more",
            ),
            models.CheckConstraint(
                condition=models.Q(state=NeedState.DECLINED, decline_reason__in=DeclineReason.values)
                | (~models.Q(state=NeedState.DECLINED) & models.Q(decline_reason="")),
                name="needs_need_declined_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[str(state) for state in PUBLIC_STATES])
                | models.Q(published_at__isnull=False, confirmed_on__isnull=False, submitted_at__isnull=False),
                name="needs_need_public_since_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(proposals_close_on__isnull=True)
                | models.Q(proposals_close_on__gt=models.F("questions_close_on")),
                name="needs_need_questions_close_first",
            ),
        ]
        indexes = [
            models.Index(fields=["public", "-published_at", "-id"], name="needs_need_latest"),
            models.Index(fields=["public", "-changed_at"], name="needs_need_last_changed"),
            models.Index(fields=["owner", "state", "post"], name="needs_need_at_the_desk"),
            models.Index(fields=["owner", "-changed_at", "-id"], name="needs_need_desk_latest"),
        ]

    def __str__(self) -> str:
        return titled(self.title)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def freshness(self, today: date) -> Freshness:
        """FRESH unless it is still open and nobody has confirmed it for long."""
        return freshness(self.confirmed_on, today) if self.is_open else Freshness.FRESH

    def content(self) -> dict[str, Any]:
        """What is written so far, for the rules; the essential requirements as their texts."""
        kept = {name: getattr(self, name) for name in (*FIELDS, "fiscal_year")}
        return {**kept, "essential": tuple(part.text for part in self.essential.all())}

    def write(self, changes: Mapping[str, Any]) -> None:
        """Put down some of the content; `essential` keeps the rows that stand, so that evidence finds them again."""
        own = {name: value for name, value in changes.items() if name != "essential"}
        for name, value in own.items():
            setattr(self, name, list(value) if name == "wished" else value)
        self.save(update_fields=[*own, "changed_at"])
        if "essential" in changes:
            self._write_essential(changes["essential"])

    def _write_essential(self, texts: tuple[str, ...]) -> None:
        parts = list(self.essential.all())
        for part, text in zip(parts, texts, strict=False):
            if part.text != text:
                part.text = text
                part.save(update_fields=["text", "changed_at"])
        for position, text in enumerate(texts[len(parts) :], len(parts) + 1):
            self.essential.create(owner_id=self.owner_id, position=position, text=text, public=self.is_public)
        for part in parts[len(texts) :]:
            part.delete()
