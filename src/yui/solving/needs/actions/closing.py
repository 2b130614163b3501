"""How a need ends: adopted, declined for a reason, or withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel import events
from yui.kernel.access import Actor, action
from yui.solving.needs.actions.moving import move_need
from yui.solving.needs.actions.refusals import NotFitting, Unsaid, demand_whole, demand_words
from yui.solving.needs.events import NeedClosed
from yui.solving.needs.models import EssentialRequirement, Need
from yui.solving.needs.permissions import Permission
from yui.solving.reasons import DeclineReason

NOTE_LIMIT = 400


@action(Permission.CLOSE_NEED)
def adopt_need(*, need: Need, by: Actor, at: datetime, note: str = "") -> Need:
    """Say that what was tried stays: the need is met."""
    return _close(need, "adopt", at=at, note=note)


@action(Permission.CLOSE_NEED)
def decline_need(*, need: Need, reason: str, by: Actor, at: datetime, note: str = "") -> Need:
    """End a public need without a solution, for a reason of the closed list (R6.8), with words for those who come after."""
    if reason not in DeclineReason.values:
        raise Unsaid(fields={"reason": _("見送りの理由を選んでください。")})
    return _close(need, "decline", at=at, note=note, decline_reason=reason)


@action(Permission.CLOSE_NEED)
def withdraw_need(*, need: Need, note: str, by: Actor, at: datetime) -> Need:
    """Take a need back, saying why. It disappears from the public pages; its history stays."""
    said = demand_words("note", note, NOTE_LIMIT)
    closed = _close(need, "withdraw", at=at, note=said)
    EssentialRequirement.objects.filter(need=need).update(public=False)
    return closed


def _close(need: Need, move: str, *, at: datetime, note: str, **changes: Any) -> Need:
    demand_whole(note=note)
    if len(note) > NOTE_LIMIT:
        raise NotFitting({"note": NOTE_LIMIT})
    outcome = {"adopt": "adopted", "decline": "declined", "withdraw": "withdrawn"}[move]
    move_need(need, move, f"needs.{outcome}", at=at, closing_note=note.strip(), **changes)
    events.publish(NeedClosed(need_id=need.pk, outcome=outcome))
    return need
