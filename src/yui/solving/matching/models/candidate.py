"""Candidates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import Machine, Move, StateField, Stateful
from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.reasons import DeclineReason


class CandidateState(models.TextChoices):
    """What a coordinator made of a candidate."""

    WAITING = "waiting", _("候補")
    INTRODUCED = "introduced", _("紹介した")
    DECLINED = "declined", _("見送った")


MACHINE = Machine(
    CandidateState,
    initial=CandidateState.WAITING,
    moves={
        "introduce": Move({CandidateState.WAITING}, to=CandidateState.INTRODUCED, stamp="decided_at"),
        "decline": Move({CandidateState.WAITING}, to=CandidateState.DECLINED, stamp="decided_at"),
        "reconsider": Move(
            {CandidateState.INTRODUCED, CandidateState.DECLINED}, to=CandidateState.WAITING, stamp="decided_at"
        ),
    },
)


class CandidateQuerySet(DoorQuerySet["Candidate"]):
    """Questions about candidates."""

    def for_need(self, need: int) -> CandidateQuerySet:
        """Of one need, best first."""
        return self.filter(need_id=need).order_by("place", "pk")

    def waiting(self) -> CandidateQuerySet:
        return self.filter(state=CandidateState.WAITING)


class Candidate(Stateful, OwnedModel):
    """Something that may help with a need. The town owns it; its bureau coordinates."""

    visibility = Visibility(changed=models.Q(bureau=CurrentOrganisation()))
    words_fields = frozenset({"title", "decline_note"})
    machine = MACHINE

    need = models.ForeignKey("needs.Need", on_delete=models.CASCADE, related_name="+")
    bureau = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16)
    target = models.BigIntegerField()
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    partner = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    score = models.FloatField(default=0)
    place = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    fits = models.BooleanField(default=True)
    first_year = models.BigIntegerField(null=True)
    five_years = models.BigIntegerField(null=True)
    state = StateField(MACHINE)
    decline_reason = models.CharField(max_length=16, choices=DeclineReason.choices, blank=True)
    decline_note = models.CharField(max_length=400, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects, published, shared, visible = doors(CandidateQuerySet)

    class Meta:
        constraints = [
            PartOf("need"),
            models.UniqueConstraint(fields=["need", "kind", "target"], name="matching_candidate_once_a_need"),
            models.CheckConstraint(
                condition=models.Q(state=CandidateState.DECLINED, decline_reason__in=DeclineReason.values)
                | (~models.Q(state=CandidateState.DECLINED) & models.Q(decline_reason="")),
                name="matching_candidate_declined_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["bureau", "state", "need"], name="matching_candidate_board")]

    def __str__(self) -> str:
        return self.title

    @property
    def document(self) -> str:
        """Its name in the index."""
        return f"{self.kind}:{self.target}"
