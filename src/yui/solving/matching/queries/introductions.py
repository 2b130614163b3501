"""Introductions as each of their sides sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from yui.kernel.identity.models import Post
from yui.kernel.web.paging import Page, page_of
from yui.kernel.web.words import listed
from yui.solving.matching.models import Answer, Introduction, IntroductionState
from yui.solving.matching.queries.candidates import ReasonLine, reason_lines
from yui.solving.reasons import DeclineReason
from yui.solving.solutions import queries as solutions


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
    reasons: tuple[ReasonLine, ...]
    introduced_at: datetime
    answer_by: date
    state: IntroductionState
    side: str
    own_answer: Answer
    other_answer: Answer
    answers: tuple[tuple[str, Any], ...]
    notes: tuple[tuple[str, str], ...]
    reason: Any
    contact: tuple[tuple[str, Any], ...]
    may_answer: bool
    may_take_back: bool
    service_id: int | None
    may_propose: bool

    @property
    def other(self) -> str:
        """Whom one was introduced to."""
        return self.partner if self.side == "government" else self.government

    @property
    def standing(self) -> Any:
        """The state in words; where an answer is waited for, also whose."""
        if self.state != IntroductionState.INTRODUCED:
            return f"{self.state.label}：{self.reason}" if self.reason else self.state.label
        if not self.side:
            waited = [name for name, said in self.answers if said == Answer.NONE.label]
            return _("%(name)sの返事を待っています") % {"name": listed(waited)}
        if self.own_answer == Answer.NONE:
            return _("あなたの団体の返事を待っています")
        return _("%(name)sの返事を待っています") % {"name": self.other}

    @property
    def next_step(self) -> str:
        """What to do once both agreed, in a sentence."""
        if self.side == "government":
            return _("%(name)sに連絡して、最初に話す日を決めてください。") % {"name": self.other}
        told = _("%(name)sから連絡があります。一週間たっても来ないときは、こちらから連絡してください。")
        return told % {"name": self.other}

    @property
    def about(self) -> str:
        """What the title leaves out: the need that something was introduced for, or what was introduced to the need."""
        if self.side == "government":
            return _("ニーズ：%(title)s") % {"title": self.need_title}
        return _("紹介されたもの：%(title)s") % {"title": self.target_title}


def own_introductions(
    request: HttpRequest, organisation: int, today: date
) -> tuple[Page[Introduction], list[IntroductionPage]]:
    """The introductions of an organisation as a town or a partner: those that wait for it first among the latest."""
    found = Introduction.shared.of_party(organisation).select_related("government", "partner", "owner", "need")
    page = page_of(request, found, order=("-introduced_at", "-pk"))
    return page, [introduction_page(one, organisation, today) for one in page.items]


def introduction_page(one: Introduction, organisation: int | None, today: date) -> IntroductionPage:
    """One introduction, as the organisation sees it on a day."""
    state = one.state_on(today)
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
        reasons=reason_lines(one.reasons),
        introduced_at=one.introduced_at,
        answer_by=one.answer_by,
        state=state,
        side=side,
        own_answer=own_answer,
        other_answer=Answer(getattr(one, f"{other}_answer")) if other else Answer.NONE,
        answers=(
            (one.government.name, Answer(one.government_answer).label),
            (one.partner.name, Answer(one.partner_answer).label),
        ),
        notes=tuple(note for note in notes if note[1]),
        reason=DeclineReason(one.decline_reason).label if one.decline_reason else "",
        contact=_contact(one, other) if other and one.state == IntroductionState.AGREED else (),
        may_take_back=bool(side) and one.may_take_back(side, today),
        may_answer=bool(side) and own_answer == Answer.NONE and state == IntroductionState.INTRODUCED,
        service_id=one.service_id,
        may_propose=side == "partner" and one.service_id is not None,
    )


def _contact(one: Introduction, side: str) -> tuple[tuple[str, Any], ...]:
    """How to reach a side: who answered, with the post's phone and mail as the organisation keeps them."""
    organisation, post = getattr(one, side), _post(one, side)
    phone, mail = (post.phone, post.email) if post else ("", "")
    if not phone and not mail:
        phone, mail = _of_service(one) if side == "partner" else ("", "")
    rows = [
        (_("団体"), organisation.name),
        (_("部署"), post.name if post else ""),
        (_("返事をした人"), getattr(one, f"{side}_person")),
        (_("電話"), phone),
        (_("メール"), mail),
        (_("ウェブサイト"), organisation.website),
    ]
    told = tuple(row for row in rows if row[1])
    return (
        told
        if phone or mail or organisation.website
        else (*told, (_("電話とメール"), _("登録がありません。紹介した局に聞いてください。")))
    )


def _of_service(one: Introduction) -> tuple[str, str]:
    """The phone and mail where the introduced service itself takes inquiries."""
    told = solutions.facts([one.service_id]).get(one.service_id) if one.service_id else None
    return (told.inquiry_phone, told.inquiry_mail) if told else ("", "")


def _post(one: Introduction, side: str) -> Post | None:
    """The post that answered; else the one that has the need; else one of the organisation that can be reached."""
    asked = getattr(one, f"{side}_post_id") or (one.need.post_id if side == "government" else None)
    posts = Post.published.filter(owner_id=getattr(one, f"{side}_id"), active=True)
    return posts.filter(pk=asked or 0).first() or posts.exclude(phone="", email="").order_by("pk").first()
