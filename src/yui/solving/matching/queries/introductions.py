"""Introductions as each of their sides sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yui.kernel.web.paging import Page, page_of
from yui.solving.matching.models import Answer, Introduction, IntroductionState
from yui.solving.matching.queries.candidates import Told, told
from yui.solving.reasons import DeclineReason


@dataclass(frozen=True)
class IntroductionPage:
    """An introduction for one of its sides, or for the bureau that made it."""

    ref: str
    title: str
    need_title: str
    need_url: str
    target_title: str
    target_url: str
    government: str
    partner: str
    bureau: str
    message: str
    reasons: tuple[Told, ...]
    introduced_at: datetime
    answer_by: date
    state: IntroductionState
    side: str
    own_answer: Answer
    other_answer: Answer
    notes: tuple[tuple[str, str], ...]
    reason: Any
    may_answer: bool
    service_id: int | None
    may_propose: bool

    @property
    def about(self) -> str:
        """What the title leaves out: the need that something was introduced for, or what was introduced to the need."""
        if self.side == "government":
            return _("ニーズ：%(title)s") % {"title": self.need_title}
        return _("紹介されたもの：%(title)s") % {"title": self.target_title}


def own_introductions(request: HttpRequest, organisation: int) -> tuple[Page[Introduction], list[IntroductionPage]]:
    """The introductions of an organisation as a town or a partner: those that wait for it first among the latest."""
    found = Introduction.shared.of_party(organisation).select_related("government", "partner", "owner")
    page = page_of(request, found, order=("-introduced_at", "-pk"))
    return page, [introduction_page(one, organisation) for one in page.items]


def introduction_page(one: Introduction, organisation: int | None) -> IntroductionPage:
    """One introduction, as the organisation sees it."""
    side = one.side_of(organisation)
    other = {"government": "partner", "partner": "government"}.get(side, "")
    own_answer = Answer(getattr(one, f"{side}_answer")) if side else Answer.NONE
    notes = [(one.government.name, one.government_note), (one.partner.name, one.partner_note)]
    return IntroductionPage(
        ref=one.ref,
        title=one.target_title if side == "government" else one.need_title,
        need_title=one.need_title,
        need_url=one.need_url,
        target_title=one.target_title,
        target_url=one.target_url,
        government=one.government.name,
        partner=one.partner.name,
        bureau=one.owner.name,
        message=one.message,
        reasons=told(one.reasons),
        introduced_at=one.introduced_at,
        answer_by=one.answer_by,
        state=IntroductionState(one.state),
        side=side,
        own_answer=own_answer,
        other_answer=Answer(getattr(one, f"{other}_answer")) if other else Answer.NONE,
        notes=tuple(note for note in notes if note[1]),
        reason=DeclineReason(one.decline_reason).label if one.decline_reason else "",
        may_answer=bool(side) and own_answer == Answer.NONE and one.state == IntroductionState.INTRODUCED,
        service_id=one.service_id,
        may_propose=side == "partner" and one.service_id is not None,
    )
