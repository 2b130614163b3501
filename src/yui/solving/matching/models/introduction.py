"""Introductions."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.states import Machine, Move, StateField, Stateful
from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import owned_key
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.reasons import DeclineReason


class IntroductionState(models.TextChoices):
    """How an introduction stands."""

    INTRODUCED = "introduced", _("返事を待っています")
    AGREED = "agreed", _("成立")
    DECLINED = "declined", _("見送り")
    EXPIRED = "expired", _("期限切れ")
    WITHDRAWN = "withdrawn", _("取り消し")


class Answer(models.TextChoices):
    """What one side said."""

    NONE = "", _("まだ")
    AGREE = "agree", _("承諾")
    DECLINE = "decline", _("辞退")


_OPEN = {IntroductionState.INTRODUCED}
MACHINE = Machine(
    IntroductionState,
    initial=IntroductionState.INTRODUCED,
    moves={
        "agree": Move(_OPEN, to=IntroductionState.AGREED, stamp="closed_at"),
        "decline": Move(_OPEN, to=IntroductionState.DECLINED, stamp="closed_at"),
        "reopen": Move(
            {IntroductionState.INTRODUCED, IntroductionState.DECLINED},
            to=IntroductionState.INTRODUCED,
            stamp="closed_at",
        ),
        "expire": Move(_OPEN, to=IntroductionState.EXPIRED, stamp="closed_at"),
        "withdraw": Move(_OPEN, to=IntroductionState.WITHDRAWN, stamp="closed_at"),
    },
)
_PARTY = Q(government=CurrentOrganisation()) | Q(partner=CurrentOrganisation())


class IntroductionQuerySet(DoorQuerySet["Introduction"]):
    """Questions about introductions."""

    def open(self) -> IntroductionQuerySet:
        return self.filter(state=IntroductionState.INTRODUCED)

    def unanswered_by(self, organisation: int) -> IntroductionQuerySet:
        """Those that wait for the answer of one side."""
        as_town = Q(government_id=organisation, government_answer="")
        as_partner = Q(partner_id=organisation, partner_answer="")
        return self.open().filter(as_town | as_partner)

    def past_due(self, today: date) -> IntroductionQuerySet:
        return self.open().filter(answer_by__lt=today)

    def of_party(self, organisation: int) -> IntroductionQuerySet:
        """Those in which an organisation is one of the two sides, as far as they were not taken back."""
        sides = Q(government_id=organisation) | Q(partner_id=organisation)
        return self.filter(sides).exclude(state=IntroductionState.WITHDRAWN)


class Introduction(Stateful, OwnedModel):
    """A bureau brings a town and a partner together. Each of the two answers in its own columns."""

    visibility = Visibility(changed=_PARTY)
    personal_fields = frozenset({"government_person", "partner_person"})
    words_fields = frozenset({"need_title", "target_title", "message", "government_note", "partner_note"})
    machine = MACHINE

    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, related_name="+")
    need_title = models.CharField(max_length=200)
    need_url = models.CharField(max_length=200)
    candidate = models.ForeignKey("matching.Candidate", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    target = models.BigIntegerField()
    target_title = models.CharField(max_length=200)
    target_url = models.CharField(max_length=200)
    service = models.ForeignKey("solutions.Service", on_delete=models.PROTECT, null=True, related_name="+")
    government = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    message = models.TextField(_("双方へのことば"), max_length=1000)
    introduced_at = models.DateTimeField()
    answer_by = models.DateField(_("返事の期限"))
    reminded_on = models.DateField(null=True)
    state = StateField(MACHINE)
    government_answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    government_answered_at = models.DateTimeField(null=True)
    government_note = models.CharField(max_length=400, blank=True)
    government_person = models.CharField(max_length=120, blank=True)
    government_post = models.ForeignKey("identity.Post", on_delete=models.PROTECT, null=True, related_name="+")
    partner_answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    partner_answered_at = models.DateTimeField(null=True)
    partner_note = models.CharField(max_length=400, blank=True)
    partner_person = models.CharField(max_length=120, blank=True)
    partner_post = models.ForeignKey("identity.Post", on_delete=models.PROTECT, null=True, related_name="+")
    decline_reason = models.CharField(max_length=16, choices=DeclineReason.choices, blank=True)
    closed_at = models.DateTimeField(null=True)

    objects, published, shared, visible = doors(IntroductionQuerySet)

    class Meta:
        constraints = [
            owned_key(),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(state=IntroductionState.INTRODUCED),
                name="matching_introduction_one_open_a_candidate",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.AGREED)
                | Q(government_answer=Answer.AGREE, partner_answer=Answer.AGREE),
                name="matching_introduction_agreed_by_both",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntroductionState.DECLINED) | Q(decline_reason__in=DeclineReason.values),
                name="matching_introduction_declined_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(government=models.F("partner")), name="matching_introduction_of_two_sides"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "-introduced_at"], name="matching_introduction_board"),
            models.Index(fields=["government", "state"], name="matching_introduction_town"),
            models.Index(fields=["partner", "state"], name="matching_introduction_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.need_title} × {self.target_title}"

    @property
    def is_unanswered(self) -> bool:
        return not self.government_answer and not self.partner_answer

    def side_of(self, organisation: int | None) -> str:
        """government, partner, or nothing for somebody else."""
        sides = {self.government_id: "government", self.partner_id: "partner"}
        return sides.get(organisation, "") if organisation is not None else ""

    def locked(self) -> Introduction:
        """The same row, read anew and held until the transaction ends: of two answers one waits for the other."""
        return type(self).visible.select_for_update().get(pk=self.pk)

    def answer(self, side: str, *, agrees: bool, note: str, reason: str, by: Actor, at: datetime) -> None:
        """Write down what one side said, and who said it for their post; with the second yes, or the first no, the introduction is closed."""
        said = {
            f"{side}_answer": Answer.AGREE.value if agrees else Answer.DECLINE.value,
            f"{side}_answered_at": at,
            f"{side}_note": note,
            f"{side}_person": by.name,
            f"{side}_post_id": by.post_id,
        }
        if not agrees:
            self.move("decline", at=at, decline_reason=reason, **said)
            return
        for name, value in said.items():
            setattr(self, name, value)
        if self.government_answer == self.partner_answer == Answer.AGREE:
            self.move("agree", at=at, **said)
        else:
            self.save(update_fields=[*(name.removesuffix("_id") for name in said), "changed_at"])

    def may_take_back(self, side: str) -> bool:
        """Has this side answered, and the other not yet?"""
        other = "partner" if side == "government" else "government"
        reopens = self.state in {IntroductionState.INTRODUCED, IntroductionState.DECLINED}
        return reopens and bool(getattr(self, f"{side}_answer")) and not getattr(self, f"{other}_answer")

    def take_back(self, side: str, *, at: datetime) -> None:
        """Forget what one side said: the introduction waits for both again."""
        unsaid = dict.fromkeys([f"{side}_answer", f"{side}_note", f"{side}_person", "decline_reason"], "")
        forgotten = {f"{side}_answered_at": None, f"{side}_post_id": None}
        self.move("reopen", at=at, **unsaid, **forgotten)
