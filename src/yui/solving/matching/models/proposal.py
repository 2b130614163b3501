"""Proposals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move, StateField, Stateful
from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.matching.rules.proposing import MOST, Offer


class ProposalState(models.TextChoices):
    """How a proposal stands."""

    DRAFT = "draft", _("下書き")
    SUBMITTED = "submitted", _("提出済み")
    SELECTED = "selected", _("選ばれた")
    NOT_SELECTED = "not_selected", _("選ばれなかった")
    WITHDRAWN = "withdrawn", _("取下げ")


READ_BY_TOWN = (ProposalState.SUBMITTED, ProposalState.SELECTED, ProposalState.NOT_SELECTED)
MACHINE = Machine(
    ProposalState,
    initial=ProposalState.DRAFT,
    moves={
        "submit": Move(
            {ProposalState.DRAFT, ProposalState.WITHDRAWN}, to=ProposalState.SUBMITTED, stamp="submitted_at"
        ),
        "withdraw": Move({ProposalState.SUBMITTED}, to=ProposalState.WITHDRAWN, stamp="closed_at"),
        "select": Move({ProposalState.SUBMITTED}, to=ProposalState.SELECTED, stamp="closed_at"),
        "turn_down": Move({ProposalState.SUBMITTED}, to=ProposalState.NOT_SELECTED, stamp="closed_at"),
    },
)


class ProposalQuerySet(DoorQuerySet["Proposal"]):
    """Questions about proposals."""

    def handed_in(self) -> ProposalQuerySet:
        return self.filter(state__in=READ_BY_TOWN)


class Proposal(Stateful, OwnedModel):
    """What a supplier proposes for a need. The town reads it from the moment it is handed in."""

    visibility = Visibility(
        changed=Q(need_owner=CurrentOrganisation(), state__in=[state.value for state in READ_BY_TOWN])
    )
    words_fields = frozenset({"need_title", "summary", "price_note", "feedback", "evidence"})
    machine = MACHINE

    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, related_name="+")
    need_title = models.CharField(max_length=200)
    need_url = models.CharField(max_length=200)
    need_owner = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("solutions.Service", on_delete=models.PROTECT, related_name="+")
    introduction = models.ForeignKey(
        "matching.Introduction", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    summary = models.CharField(_("提案を一文で"), max_length=MOST["summary"], blank=True)
    initial_yen = models.PositiveBigIntegerField(_("はじめの費用"), null=True, blank=True)
    initial_unit = models.CharField(max_length=24, blank=True)
    running_yen = models.PositiveBigIntegerField(_("運用の費用"), null=True, blank=True)
    running_unit = models.CharField(max_length=24, blank=True)
    price_note = models.CharField(_("値段の説明"), max_length=MOST["price_note"], blank=True)
    available_on = models.DateField(_("始められる日"), null=True, blank=True)
    used_by = models.JSONField(_("使っている団体"), default=list)
    no_users_yet = models.BooleanField(_("まだどこも使っていない"), default=False)
    evidence = models.JSONField(default=list)
    state = StateField(MACHINE)
    submitted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    feedback = models.CharField(_("まちからのことば"), max_length=MOST["feedback"], blank=True)

    objects, published, shared, visible = doors(ProposalQuerySet)

    class Meta:
        constraints = [
            PartOf("service"),
            models.UniqueConstraint(fields=["need", "service"], name="matching_proposal_one_a_service"),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in READ_BY_TOWN])
                | Q(initial_yen__isnull=False, running_yen__isnull=False, available_on__isnull=False),
                name="matching_proposal_submitted_with_price_and_date",
            ),
        ]
        indexes = [models.Index(fields=["need_owner", "state"], name="matching_proposal_of_town")]

    def __str__(self) -> str:
        return f"{self.need_title}: {self.owner_id}"

    def as_offer(self) -> Offer:
        """What it says, as the rules read it."""
        return Offer(
            summary=self.summary,
            initial_yen=self.initial_yen,
            initial_unit=self.initial_unit,
            running_yen=self.running_yen,
            running_unit=self.running_unit,
            available_on=self.available_on,
            used_by=tuple(one["code"] for one in self.used_by),
            no_users_yet=self.no_users_yet,
            evidence={row["requirement"]: row["text"] for row in self.evidence},
        )
