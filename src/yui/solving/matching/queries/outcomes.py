"""What became of introductions that led to nothing, so that whoever tries again knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import DateField, QuerySet
from django.utils.translation import gettext as _

from yui.kernel.tenancy import Given, GivenSeveral, compiled
from yui.solving.matching.models import Answer, Introduction, IntroductionState, standing
from yui.solving.reasons import DeclineReason


def outcome(one: Introduction, today: date) -> str:
    """Who declined an introduction and why, or that its time ran out; empty for one that led further or still waits."""
    state = one.state_on(today)
    if state == IntroductionState.EXPIRED:
        return _("期限までに返事がそろいませんでした")
    if state != IntroductionState.DECLINED:
        return ""
    who = one.partner if one.partner_answer == Answer.DECLINE else one.government
    values = {"name": who.name, "reason": DeclineReason(one.decline_reason).label}
    return _("%(name)sが見送り：%(reason)s") % values


def last_in_vain(needs: Iterable[int], today: date) -> dict[int, Introduction]:
    """Of each of these needs the latest introduction of the bureau acted for that was declined or ran out."""
    wanted = list(needs)
    return {one.need_id: one for one in _in_vain().ask(needs=wanted, today=today)} if wanted else {}


def ended_on(one: Introduction) -> Any:
    """When an introduction ended: the moment at which it was closed, else its last day."""
    return one.closed_at or one.answer_by


@compiled
def _in_vain() -> QuerySet[Introduction]:
    today = Given("today", DateField())
    over = standing(IntroductionState.DECLINED, today) | standing(IntroductionState.EXPIRED, today)
    found = Introduction.objects.filter(over, need_id__in=GivenSeveral("needs"))
    return found.select_related("government", "partner").order_by("introduced_at")
