"""Officials take care of troubles: answer, gather into a need, solve, close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.solving.needs import directory
from yui.solving.needs.actions.refusals import NotYourTurn, Unsaid, demand_words
from yui.solving.needs.actions.writing import draft_need
from yui.solving.needs.events import TroubleAnswered, TroubleGathered
from yui.solving.needs.models import Answer, CloseReason, Need, NeedState, Trouble, TroubleState
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules import content, telling
from yui.solving.needs.rules.personal import spared

_TAKES_MORE: Final = (NeedState.DRAFT, NeedState.REVIEW, NeedState.PUBLIC, NeedState.QUESTIONS_CLOSED, NeedState.TRIAL)


@action(Permission.HANDLE_TROUBLE)
def answer_trouble(*, trouble: Trouble, text: str, by: Actor, at: datetime) -> Answer:
    """Say something to the teller; they read it by their receipt number, and by mail where they gave an address."""
    said = demand_words("text", text, telling.ANSWER_LIMIT)
    if trouble.state == TroubleState.CLOSED:
        raise NotYourTurn(_("この困りごとには、いま返事を書けません。"))
    return _answer(trouble, said, by=by, at=at)


@action(Permission.HANDLE_TROUBLE)
def gather_troubles(*, troubles: Sequence[Trouble], by: Actor, at: datetime, need: Need | None = None) -> Need:
    """Gather troubles into a need: into the one named, or into a new draft that begins with their words."""
    if not troubles:
        raise Unsaid(_("まとめる困りごとを選んでください。"))
    if need is not None and need.state not in _TAKES_MORE:
        raise NotYourTurn(_("終わったニーズには、まとめられません。新しいニーズにしてください。"))
    if need is None:
        need = draft_need(changes=_first_words(troubles), by=by, at=at)
    for trouble in troubles:
        before = trouble.move("gather", at=at, need_id=need.pk)
        audit.record("needs.trouble_gathered", of=trouble, before={"state": before}, after={"need": need.ref})
        events.publish(TroubleGathered(trouble_id=trouble.pk, need_id=need.pk))
    return need


@action(Permission.HANDLE_TROUBLE)
def ungather_trouble(*, trouble: Trouble, by: Actor, at: datetime) -> Trouble:
    """Take a trouble out of its need again, back to where it was."""
    before = {"need": trouble.need.ref if trouble.need else ""}
    trouble.move("ungather_answered" if trouble.answers.exists() else "ungather", at=at, need_id=None)
    audit.record("needs.trouble_ungathered", of=trouble, before=before, after={"state": trouble.state})
    return trouble


@action(Permission.HANDLE_TROUBLE)
def solve_trouble(*, trouble: Trouble, text: str, by: Actor, at: datetime) -> Trouble:
    """Tell the teller that and how it was solved."""
    said = demand_words("text", text, telling.ANSWER_LIMIT)
    return _end(trouble, "solve", said, by=by, at=at)


@action(Permission.HANDLE_TROUBLE)
def close_trouble(*, trouble: Trouble, reason: str, text: str, by: Actor, at: datetime) -> Trouble:
    """End a trouble without a solution, for a reason and with words to the teller."""
    if reason not in CloseReason.values:
        raise Unsaid(fields={"reason": _("終わりにする理由を選んでください。")})
    said = demand_words("text", text, telling.ANSWER_LIMIT)
    return _end(trouble, "close", said, by=by, at=at, close_reason=reason)


def _answer(trouble: Trouble, said: str, *, by: Actor, at: datetime) -> Answer:
    if trouble.state == TroubleState.RECEIVED:
        trouble.move("answer", at=at)
    post = directory.post(by.post_id) if by.post_id is not None else None
    answer = Answer(owner_id=trouble.owner_id, trouble=trouble, post=post, text=said, said_at=at)
    answer.save()
    audit.record("needs.trouble_answered", of=trouble, after={"answer": answer.ref})
    events.publish(TroubleAnswered(trouble_id=trouble.pk, answer_id=answer.pk))
    return answer


def _end(trouble: Trouble, move: str, said: str, *, by: Actor, at: datetime, **changes: Any) -> Trouble:
    before = trouble.move(move, at=at, **changes)
    audit.record(
        f"needs.trouble_{move}d", of=trouble, before={"state": before}, after={"state": trouble.state, **changes}
    )
    _answer(trouble, said, by=by, at=at)
    return trouble


def _first_words(troubles: Sequence[Trouble]) -> Mapping[str, str]:
    """The troubles' own words as the beginning of 今の様子, for the writer to work over.

    The draft is on its way to everybody, so what may tell who somebody is stays behind: the trouble itself keeps it.
    """
    lines = [f"・{spared(trouble.words.strip())}" for trouble in troubles]
    most = content.LIMITS["present"]
    text = "\n".join(lines)
    return {"present": text if len(text) <= most else f"{text[: most - 1]}…"}
