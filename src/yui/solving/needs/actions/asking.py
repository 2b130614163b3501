"""Questions about a public need: asked without a name, answered for all (R6.4)."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.solving import finding
from yui.solving.needs.actions.refusals import NotTaken, QuestionsOver, demand_words
from yui.solving.needs.events import QuestionAsked
from yui.solving.needs.models import Need, NeedState, Question
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import dates
from yui.solving.needs.rules.telling import Suspicion

WAITING_OF_ONE = 10
"""Unanswered questions that one asker may have about one need."""


@action(Permission.ASK_QUESTION)
def ask_question(*, need: Need, text: str, by: Actor, at: datetime, asker: int | None = None) -> Question:
    """Ask the town about its need. `by` has turned to the town; `asker` is the organisation that wants to know.

    The town sees who asks, nobody else ever does.
    """
    said = demand_words("text", text, Question.TEXT_LIMIT)
    if not dates.takes_questions(need.state == NeedState.PUBLIC, need.questions_close_on, localdate(at)):
        raise QuestionsOver
    if Question.objects.waiting().filter(need=need, asker_id=asker).count() >= WAITING_OF_ONE:
        raise NotTaken(Suspicion.TOO_MANY)
    question = Question(owner_id=need.owner_id, need=need, asker_id=asker, text=said, asked_at=at)
    question.save()
    audit.record("needs.question_asked", of=question, after={"need": need.ref, "asker": asker})
    events.publish(QuestionAsked(question_id=question.pk))
    return question


@action(Permission.ANSWER_QUESTION)
def answer_question(*, question: Question, answer: str, by: Actor, at: datetime) -> Question:
    """Answer for all: question and answer become public."""
    said = demand_words("answer", answer, Question.ANSWER_LIMIT)
    question.move("answer", at=at, answer=said)
    audit.record("needs.question_answered", of=question.need, after={"question": question.ref})
    finding.touch("need", question.need_id)
    return question


@action(Permission.ANSWER_QUESTION)
def dismiss_question(*, question: Question, reason: str, by: Actor, at: datetime) -> Question:
    """Leave a question without an answer, for a reason that its asker reads."""
    question.move("dismiss", at=at, dismissal=demand_words("reason", reason, 200))
    audit.record("needs.question_dismissed", of=question, after={"dismissal": question.dismissal})
    return question
