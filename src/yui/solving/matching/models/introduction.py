"""Introductions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.states import IllegalMove, Machine, Move, StateField, Stateful
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


def standing(state: str, on: Any) -> Q:
    """Those that stand in a state on a day, as `state_on` tells it of one: past its last day it is over."""
    if state == IntroductionState.INTRODUCED:
        return Q(state=state, answer_by__gte=on)
    over = Q(state=IntroductionState.INTRODUCED, answer_by__lt=on)
    return Q(state=state) | over if state == IntroductionState.EXPIRED else Q(state=state)


class IntroductionQuerySet(DoorQuerySet["Introduction"]):
    """Questions about introductions."""

    def standing(self, state: str, on: date) -> IntroductionQuerySet:
        return self.filter(standing(state, on))

    def open(self, on: Any) -> IntroductionQuerySet:
        """Those that can be answered on a day: the last one counts to its end."""
        return self.standing(IntroductionState.INTRODUCED, on)

    def unanswered_by(self, organisation: Any, on: Any) -> IntroductionQuerySet:
        """Those that wait for the answer of one side."""
        as_town = Q(government_id=organisation, government_answer="")
        as_partner = Q(partner_id=organisation, partner_answer="")
        return self.open(on).filter(as_town | as_partner)

    def to_close(self, today: date) -> IntroductionQuerySet:
        """Those whose last day has passed and that nobody has written down as over."""
        return self.filter(state=IntroductionState.INTRODUCED, answer_by__lt=today)

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

    def state_on(self, day: date) -> IntroductionState:
        """How it stands on a day in Japan: past its last day it is over, also before the night's work has closed it."""
        over = self.state == IntroductionState.INTRODUCED and self.is_past(day)
        return IntroductionState.EXPIRED if over else IntroductionState(self.state)

    def is_past(self, day: date) -> bool:
        """Has the last day to answer passed? That day itself is still open."""
        return self.answer_by < day

    def demand(self, name: str, *, at: datetime) -> None:
        """Raise IllegalMove where a move may not be made at a moment: past the last day only time itself moves it."""
        today = localdate(at)
        if self.is_past(today) != (name == "expire"):
            raise IllegalMove(name, self.state_on(today))
        self.machine.target(name, self.state)

    def move(self, name: str, *, at: datetime, **changes: Any) -> str:
        self.demand(name, at=at)
        return super().move(name, at=at, **changes)

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
        self.demand("agree" if agrees else "decline", at=at)
        if not agrees:
            self.move("decline", at=at, decline_reason=reason, **said)
            return
        for name, value in said.items():
            setattr(self, name, value)
        if self.government_answer == self.partner_answer == Answer.AGREE:
            self.move("agree", at=at, **said)
        else:
            self.save(update_fields=[*(name.removesuffix("_id") for name in said), "changed_at"])

    def may_take_back(self, side: str, day: date) -> bool:
        """Has this side answered, the other not yet, and is there a day left to answer anew?"""
        other = "partner" if side == "government" else "government"
        reopens = self.state in {IntroductionState.INTRODUCED, IntroductionState.DECLINED}
        answered = bool(getattr(self, f"{side}_answer")) and not getattr(self, f"{other}_answer")
        return reopens and answered and not self.is_past(day)

    def take_back(self, side: str, *, at: datetime) -> None:
        """Forget what one side said: the introduction waits for both again."""
        unsaid = dict.fromkeys([f"{side}_answer", f"{side}_note", f"{side}_person", "decline_reason"], "")
        forgotten = {f"{side}_answered_at": None, f"{side}_post_id": None}
        self.move("reopen", at=at, **unsaid, **forgotten)
