"""A need on its way: second reader, public, questions, proposals, selection, trial (R6.1)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel import events
from yui.kernel.access import Actor, action
from yui.kernel.states import IllegalMove
from yui.solving.needs.actions.moving import move_need
from yui.solving.needs.actions.refusals import (
    NeedIncomplete,
    QuestionsOpen,
    SecondPersonNeeded,
    Unsaid,
    demand_nobody_named,
    demand_words,
)
from yui.solving.needs.events import NeedChanged, NeedPublished, NeedSubmitted
from yui.solving.needs.models import EssentialRequirement, Need, NeedState, Question
from yui.solving.needs.models.states import NEED_MACHINE, WAY_TO_TRIAL
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import content, dates


@action(Permission.SUBMIT_NEED)
def submit_need(*, need: Need, by: Actor, at: datetime) -> Need:
    """Hand a written need to its second reader."""
    if missing := content.missing_before_submission(need.content()):
        raise NeedIncomplete(missing)
    move_need(need, "submit", "needs.submitted", at=at, submitted_by_id=by.person_id, sent_back_note="")
    events.publish(NeedSubmitted(need_id=need.pk))
    return need


@action(Permission.PUBLISH_NEED)
def send_back_need(*, need: Need, note: str, by: Actor, at: datetime) -> Need:
    """Give a need back to its writer, saying what to change."""
    move_need(need, "send_back", "needs.sent_back", at=at, sent_back_note=demand_words("note", note, 400))
    return need


@action(Permission.PUBLISH_NEED)
def publish_need(
    *,
    need: Need,
    by: Actor,
    at: datetime,
    questions_close_on: date | None = None,
    proposals_close_on: date | None = None,
    personal_checked: bool = False,
) -> Need:
    """Confirm a need as its second reader and make it public, with the usual deadlines unless others are named.

    `personal_checked` says that the reader looked at what seems to tell who somebody is.
    """
    if not dates.may_confirm(need.submitted_by_id, by.person_id):
        raise SecondPersonNeeded
    demand_nobody_named(need.content(), checked=personal_checked)
    today = localdate(at)
    questions_on, proposals_on = _deadlines(today, questions_close_on, proposals_close_on)
    move_need(
        need,
        "publish",
        "needs.published",
        at=at,
        confirmed_on=today,
        questions_close_on=questions_on,
        proposals_close_on=proposals_on,
    )
    EssentialRequirement.objects.filter(need=need).update(public=True)
    events.publish(NeedPublished(need_id=need.pk))
    return need


@action(Permission.PROCEED_NEED)
def close_questions(*, need: Need, by: Actor, at: datetime) -> Need:
    """Take no more questions; every one must be answered or dismissed (R6.4)."""
    return _proceed(need, "close_questions", at=at)


@action(Permission.PROCEED_NEED)
def close_proposals(*, need: Need, by: Actor, at: datetime) -> Need:
    """Take no more proposals."""
    return _proceed(need, "close_proposals", at=at)


@action(Permission.PROCEED_NEED)
def start_selection(*, need: Need, by: Actor, at: datetime) -> Need:
    """Begin to choose among the proposals."""
    return _proceed(need, "start_selection", at=at)


@action(Permission.PROCEED_NEED)
def start_trial(*, need: Need, by: Actor, at: datetime) -> Need:
    """Begin to try a solution.

    Where both sides agreed before the deadlines, the need goes through the states between, each move recorded.
    """
    state = str(need.state)
    if state not in {NEED_MACHINE.moves[move].to.value for move in WAY_TO_TRIAL[:-1]} | {NeedState.PUBLIC.value}:
        raise IllegalMove("start_trial", NeedState(state))
    for move in WAY_TO_TRIAL:
        if move in NEED_MACHINE.moves_from(need.state):
            _proceed(need, move, at=at)
    return need


def _proceed(need: Need, move: str, *, at: datetime) -> Need:
    if move == "close_questions" and (waiting := Question.objects.waiting().filter(need=need).count()):
        raise QuestionsOpen(waiting)
    move_need(need, move, f"needs.{_SAID[move]}", at=at)
    events.publish(NeedChanged(need_id=need.pk))
    return need


_SAID = {
    "close_questions": "questions_closed",
    "close_proposals": "proposals_closed",
    "start_selection": "selection_started",
    "start_trial": "trial_started",
}


def _deadlines(today: date, questions_on: date | None, proposals_on: date | None) -> tuple[date, date]:
    usual = dates.deadlines(today)
    questions_on, proposals_on = questions_on or usual[0], proposals_on or usual[1]
    if not dates.deadlines_stand(today, questions_on, proposals_on):
        raise Unsaid(
            _("締切の日付を確かめてください。"),
            fields={"proposals_close_on": _("質問の締切は今日より後、提案の締切はそのあとにしてください。")},
        )
    return questions_on, proposals_on
