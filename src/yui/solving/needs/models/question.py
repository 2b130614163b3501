"""Questions about a public need."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yui.kernel.states import StateField, Stateful
from yui.kernel.tenancy import CurrentOrganisation, DoorQuerySet, Visibility, doors
from yui.kernel.tenancy.constraints import PartOf
from yui.kernel.tenancy.models import OwnedModel
from yui.solving.needs.models.states import QUESTION_MACHINE, QuestionState


class QuestionQuerySet(DoorQuerySet["Question"]):
    """Questions about questions."""

    def waiting(self) -> QuestionQuerySet:
        return self.filter(state=QuestionState.WAITING)

    def answered(self) -> QuestionQuerySet:
        return self.filter(state=QuestionState.ANSWERED)


class Question(Stateful, OwnedModel):
    """Asked without a name, answered for all (R6.4). Public once it is answered; `asker` is never shown to the public."""

    TEXT_LIMIT = 400
    ANSWER_LIMIT = 1000

    visibility = Visibility(
        published=models.Q(state=QuestionState.ANSWERED.value), shared=models.Q(asker=CurrentOrganisation())
    )
    words_fields = frozenset({"text", "answer", "dismissal"})
    machine = QUESTION_MACHINE

    need = models.ForeignKey("needs.Need", on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("質問"), max_length=TEXT_LIMIT)
    asked_at = models.DateTimeField()
    answer = models.TextField(_("答え"), max_length=ANSWER_LIMIT, blank=True)
    dismissal = models.CharField(_("答えない理由"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    state = StateField(QUESTION_MACHINE)

    objects, published, shared, visible = doors(QuestionQuerySet)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            PartOf("need"),
            models.CheckConstraint(
                condition=models.Q(state=QuestionState.WAITING, answer="", dismissal="")
                | (models.Q(state=QuestionState.ANSWERED, dismissal="") & ~models.Q(answer=""))
                | (models.Q(state=QuestionState.DISMISSED, answer="") & ~models.Q(dismissal="")),
                name="needs_question_ends_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
