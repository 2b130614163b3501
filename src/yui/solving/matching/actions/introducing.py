"""What a coordinator does with candidates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.solving.matching.actions.answering import ReasonMissing
from yui.solving.matching.actions.counting import count_step, owner_of, uncount_step
from yui.solving.matching.actions.states import STILL_LOOKING
from yui.solving.matching.events import CandidateDeclined, IntroductionMade
from yui.solving.matching.models import Candidate, Introduction, IntroductionState, Judgement, Stage
from yui.solving.matching.permissions import Permission
from yui.solving.matching.seeking import asked_text
from yui.solving.needs import queries as needs
from yui.solving.needs.queries import NeedFacts
from yui.solving.reasons import DeclineReason

TIME_TO_ANSWER = timedelta(days=21)


class NeedNotOpen(Refused):
    """The need looks for nobody any more."""

    code = "need-not-open"
    message = _("このニーズは、もう相手を探していません。一覧を読み込み直してください。")


class AnsweredAlready(Refused):
    """One side has answered, so a decision cannot be taken back any more."""

    code = "answered-already"
    status = 409
    message = _("もう返事が届いているので、取り消せません。必要なときは双方に連絡してください。")


@action(Permission.COORDINATE)
def introduce(
    *, candidate: Candidate, message: str, by: Actor, at: datetime, answer_by: date | None = None
) -> Introduction:
    """Bring the town and the candidate's owner together, with a message to both; each is asked to answer."""
    need = _open_need(candidate)
    if not message.strip():
        sentence = _("双方へのことばを書いてください。")
        raise ReasonMissing(sentence, fields={"message": sentence})
    candidate.move("introduce", at=at)
    introduction = Introduction.objects.create(
        owner_id=owner_of(by),
        need_id=need.pk,
        need_title=need.title,
        need_url=need.url,
        candidate=candidate,
        kind=candidate.kind,
        target=candidate.target,
        target_title=candidate.title,
        target_url=candidate.url,
        service_id=candidate.target if candidate.kind == "service" else None,
        government_id=need.owner_id,
        partner_id=candidate.partner_id,
        reasons=candidate.reasons,
        message=message.strip(),
        introduced_at=at,
        answer_by=answer_by or localdate(at) + TIME_TO_ANSWER,
    )
    audit.record("matching.introduced", of=introduction, after={"need": need.ref, "target": candidate.document})
    _judge(candidate, need, chosen=True, at=at)
    count_step(need.pk, Stage.INTRODUCED, at=at)
    events.publish(IntroductionMade(introduction_id=introduction.pk))
    return introduction


@action(Permission.COORDINATE)
def decline_candidate(*, candidate: Candidate, reason: str, note: str = "", by: Actor, at: datetime) -> Candidate:
    """Do not introduce a candidate, for a reason of the closed list."""
    if reason not in DeclineReason.values:
        raise ReasonMissing
    candidate.move("decline", at=at, decline_reason=reason, decline_note=note.strip())
    audit.record("matching.candidate_declined", of=candidate, after={"reason": reason})
    if need := needs.facts([candidate.need_id]).get(candidate.need_id):
        _judge(candidate, need, chosen=False, at=at)
    events.publish(CandidateDeclined(candidate_id=candidate.pk, reason=reason))
    return candidate


@action(Permission.COORDINATE)
def undo_decision(*, candidate: Candidate, by: Actor, at: datetime) -> Candidate:
    """Take back an introduction that nobody has answered or that ran out, or a declining; the candidate waits again."""
    in_vain = candidate.state == "introduced" and _undo_introduction(candidate, at=at)
    candidate.move("reconsider", at=at, decline_reason="", decline_note="")
    if not in_vain:
        Judgement.objects.filter(candidate=candidate).delete()
    audit.record("matching.decision_undone", of=candidate)
    return candidate


@action(Permission.COORDINATE)
def remind_of_introduction(*, introduction: Introduction, by: Actor, at: datetime) -> Introduction:
    """Put an introduction first on the desk of those who have not answered it."""
    introduction.reminded_on = localdate(at)
    introduction.save(update_fields=["reminded_on", "changed_at"])
    audit.record("matching.introduction_reminded", of=introduction)
    return introduction


@action(Permission.COORDINATE)
def expire_introduction(*, introduction: Introduction, by: Actor, at: datetime) -> Introduction:
    """Close an introduction that was not answered in time."""
    introduction.move("expire", at=at)
    audit.record("matching.introduction_expired", of=introduction)
    return introduction


def _open_need(candidate: Candidate) -> NeedFacts:
    need = needs.facts([candidate.need_id]).get(candidate.need_id)
    if need is None or need.state not in STILL_LOOKING:
        raise NeedNotOpen
    return need


def _undo_introduction(candidate: Candidate, *, at: datetime) -> bool:
    """Make an introduced candidate free again. True where its introduction ran out: then that stays in the book as made."""
    made = Introduction.objects.filter(candidate=candidate).exclude(state=IntroductionState.WITHDRAWN)
    latest = made.order_by("introduced_at").last()
    if latest is None:
        raise AnsweredAlready
    held = latest.locked()
    standing = held.state_on(localdate(at))
    if standing == IntroductionState.INTRODUCED and held.is_unanswered:
        _withdraw(held, at=at)
        return False
    if standing != IntroductionState.EXPIRED:
        raise AnsweredAlready
    if held.state != standing:  # the night's work has not been here yet
        held.move("expire", at=at)
    return True


def _withdraw(held: Introduction, *, at: datetime) -> None:
    held.move("withdraw", at=at)
    others = Introduction.objects.filter(need_id=held.need_id).exclude(state=IntroductionState.WITHDRAWN)
    if not others.exists():
        uncount_step(held.need_id, Stage.INTRODUCED)


def _judge(candidate: Candidate, need: NeedFacts, *, chosen: bool, at: datetime) -> None:
    Judgement.objects.update_or_create(
        owner_id=candidate.bureau_id,
        candidate=candidate,
        defaults={"text": asked_text(need), "document": candidate.document, "chosen": chosen, "made_at": at},
    )
