"""What the two sides of an introduction do."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.kernel.states import IllegalMove
from yui.solving.matching.actions.counting import count_step, uncount_declined
from yui.solving.matching.events import IntroductionAnswered, MatchAgreed
from yui.solving.matching.models import Introduction, IntroductionState, Stage
from yui.solving.matching.permissions import Permission
from yui.solving.matching.rules.answers import may_decline_for
from yui.solving.reasons import DeclineReason


class AlreadyAnswered(Refused):
    """This side has given its answer."""

    code = "already-answered"
    status = 409
    message = _("あなたの団体は、もう返事をしています。相手の返事がまだなら、紹介のページで取り消してやり直せます。")


class AnswerTooLate(Refused):
    """The last day to answer has passed, whether or not the night's work has closed the introduction."""

    code = "answer-too-late"
    status = 409
    message = _("返事の期限を過ぎたので、返事はできません。話を進めたいときは、紹介した局に連絡してください。")


class OtherSideAnswered(Refused):
    """The other side has relied on the answer, or there is none to take back."""

    code = "other-side-answered"
    status = 409
    message = _("相手も返事をしたので、返事は取り消せません。変えたいときは、調整担当に連絡してください。")


class ReasonMissing(Refused):
    """Declining needs a reason of the closed list: the other side and the public count learn from it."""

    code = "reason-missing"
    message = _("見送る理由を選んでください。")

    def __init__(self, message: object = None, *, fields: dict[str, object] | None = None) -> None:
        super().__init__(message, fields=fields or {"reason": self.message})


class ReasonOfTheTown(Refused):
    """A partner declines for what the town alone can know."""

    code = "reason-of-the-town"
    message = _("その理由は、まちだけが選べます。ほかの理由を選んでください。")

    def __init__(self) -> None:
        super().__init__(fields={"reason": self.message})


@action(Permission.ANSWER_INTRODUCTION)
def answer_introduction(
    *, introduction: Introduction, agrees: bool, reason: str = "", note: str = "", by: Actor, at: datetime
) -> Introduction:
    """Agree to an introduction, or decline it with a reason, for one of its two sides."""
    if not agrees:
        _demand_own_reason(introduction.side_of(by.organisation_id), reason)
    # The row is read anew and held: of two sides that answer at once the second sees the first, so that "both agreed"
    # is seen exactly once.
    held = introduction.locked()
    side = held.side_of(by.organisation_id)
    if not side:
        raise IllegalMove("answer", IntroductionState(held.state))
    _demand_in_time(held, at)
    if getattr(held, f"{side}_answer"):
        raise AlreadyAnswered
    held.answer(side, agrees=agrees, note=note.strip(), reason=reason, by=by, at=at)
    audit.record(f"matching.{'agreed' if agrees else 'declined'}", of=held, after={"side": side, "reason": reason})
    events.publish(
        IntroductionAnswered(introduction_id=held.pk, organisation_id=by.organisation_id or 0, agreed=agrees)
    )
    _tell_the_end(held, reason, at)
    return held


@action(Permission.ANSWER_INTRODUCTION)
def take_back_answer(*, introduction: Introduction, by: Actor, at: datetime) -> Introduction:
    """Take one's own answer back, a no as well as a yes, for as long as the other side has not answered."""
    held = introduction.locked()
    side = held.side_of(by.organisation_id)
    _demand_in_time(held, at)
    if not side or not held.may_take_back(side, localdate(at)):
        raise OtherSideAnswered
    before = {"answer": getattr(held, f"{side}_answer"), "reason": held.decline_reason}
    if held.state == IntroductionState.DECLINED:
        uncount_declined(held.need_id, at=getattr(held, f"{side}_answered_at"))
    held.take_back(side, at=at)
    audit.record("matching.answer_taken_back", of=held, before={"side": side, **before})
    return held


def _demand_in_time(held: Introduction, at: datetime) -> None:
    if held.is_past(localdate(at)) and held.state != IntroductionState.AGREED:
        raise AnswerTooLate


def _demand_own_reason(side: str, reason: str) -> None:
    if reason not in DeclineReason.values:
        raise ReasonMissing
    if not may_decline_for(side, reason):
        raise ReasonOfTheTown


def _tell_the_end(introduction: Introduction, reason: str, at: datetime) -> None:
    if introduction.state == IntroductionState.DECLINED:
        count_step(introduction.need_id, Stage.DECLINED, at=at, reason=reason)
    if introduction.state == IntroductionState.AGREED:
        count_step(introduction.need_id, Stage.AGREED, at=at)
        events.publish(
            MatchAgreed(
                introduction_id=introduction.pk,
                need_id=introduction.need_id,
                service_id=introduction.service_id,
                government_id=introduction.government_id,
                supplier_id=introduction.partner_id,
            )
        )
