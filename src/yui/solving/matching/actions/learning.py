"""Learning from choices: proposed with figures, in force only when a coordinator says so."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.solving.matching.actions.counting import owner_of
from yui.solving.matching.learning import ENOUGH, Choice, TooFew, lesson_of
from yui.solving.matching.models import Judgement, Weights
from yui.solving.matching.permissions import Permission


class TooFewChoices(Refused):
    """There are not yet enough judged needs to learn from."""

    code = "too-few-choices"

    def __init__(self, count: int) -> None:
        values = {"count": count, "enough": ENOUGH}
        super().__init__(
            _("学ぶには、紹介したことのあるニーズが%(enough)s件要ります。いまは%(count)s件です。") % values
        )


@action(Permission.SWITCH_WEIGHTS)
def learn_weights(*, by: Actor, at: datetime) -> Weights:
    """Learn from this bureau's choices and keep what was learnt; nothing changes until it is switched on."""
    choices = [Choice(one.text, one.document, one.chosen) for one in Judgement.objects.order_by("made_at", "pk")]
    try:
        lesson = lesson_of(choices)
    except TooFew as few:
        raise TooFewChoices(few.count) from few
    weights = Weights.objects.create(
        owner_id=owner_of(by),
        words=lesson.words,
        meanings=lesson.meanings,
        learnt_from=lesson.learnt_from,
        old=lesson.old,
        new=lesson.new,
        learnt_at=at,
    )
    audit.record("matching.weights_learnt", of=weights, after={"old": lesson.old, "new": lesson.new})
    return weights


@action(Permission.SWITCH_WEIGHTS)
def switch_weights(*, weights: Weights, on: bool, by: Actor, at: datetime) -> Weights:
    """Use what was learnt, or go back to the weights everybody has."""
    Weights.objects.filter(in_force=True).exclude(pk=weights.pk).update(in_force=False)
    before, weights.in_force = weights.in_force, on
    weights.save(update_fields=["in_force", "changed_at"])
    audit.record("matching.weights_switched", of=weights, before={"in_force": before}, after={"in_force": on})
    return weights
