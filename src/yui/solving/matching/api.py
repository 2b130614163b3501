"""Candidates and introductions, for a program with a token of one of the sides. What everybody may know is counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from yui.kernel.access import Actor, NotPermitted
from yui.kernel.api.offering import (
    READABLE,
    Body,
    IfMatch,
    Page,
    Paging,
    Party,
    Ref,
    WithToken,
    demand,
    label,
    page_of,
    party,
    register_router,
    unchanged,
    whole_address,
)
from yui.kernel.web import clock
from yui.solving.matching import actions, queries
from yui.solving.matching.models import Candidate, Introduction
from yui.solving.matching.permissions import Permission
from yui.solving.needs.queries import NeedFacts

candidates = Router(tags=["own"], auth=WithToken())
introductions = Router(tags=["own"], auth=WithToken())
register_router("/own/candidates", candidates)
register_router("/own/introductions", introductions)

ReasonCode = Literal[
    "budget", "cost", "requirement", "timing", "capacity", "department", "other_solution", "changed"
]  # fmt: skip
AnswerCode = Literal["", "agree", "decline"]
_REASON = (
    "辞退の理由。辞退のときは要ります。budget（予算）、department（担当の部署）、other_solution（別の方法）は、"
    "まちの側（side が government）だけが選べます"
)


class ReasonOut(Schema):
    """One reason in words."""

    text: str = Field(examples=["「固定電話」が重なります"])
    sign: Literal[-1, 0, 1] = Field(description="1：合う、-1：合わない、0：どちらでもない")


class CandidateOut(Schema):
    """Something that may help with a need, and why."""

    ref: str = Field(examples=["2345678abc"])
    kind: str = Field(description="service：サービス、case：事例、need：ほかのまちのニーズ", examples=["service"])
    title: str
    url: str
    partner: str = Field(description="相手の団体の名前")
    state: Literal["waiting", "introduced", "declined"]
    fits: bool = Field(description="必ず守る条件に合っている")
    score: float = Field(description="合いかた。このニーズの候補の中でだけ比べられます")
    parts: dict[str, float] = Field(description="合いかたの内訳", examples=[{"text": 0.42, "budget": 0.1}])
    reasons: list[ReasonOut]
    first_year_yen: int | None = Field(description="初年度の費用の見積り（円、税込み）")
    five_years_yen: int | None = Field(description="5年間の費用の見積り（円、税込み）")
    decline_reason: str = Field(description="見送った理由の符号。見送っていなければ空")


class CandidateFilter(Schema):
    """Of which need."""

    need: Ref = Field(description="自分の団体のニーズの印")


class IntroductionOut(Schema):
    """An introduction in which one's organisation is a side."""

    ref: str = Field(examples=["2345678abc"])
    side: Literal["government", "partner"] = Field(description="自分の団体はどちら側か")
    state: Literal["introduced", "agreed", "declined", "expired"]
    need_title: str
    need_url: str
    target_title: str
    target_url: str
    government: Party
    partner: Party
    bureau: Party = Field(description="引き合わせた調整担当の団体")
    message: str
    reasons: list[ReasonOut]
    introduced_at: datetime
    answer_by: date = Field(description="返事の期限。この日（日本時間）のうちは返事ができ、過ぎると expired になります")
    own_answer: AnswerCode = Field(description="自分の団体の返事。まだなら空")
    other_answer: AnswerCode = Field(description="相手の返事。まだなら空")
    decline_reason: ReasonCode | Literal[""]
    changed_at: datetime


class AnswerIn(Body):
    """Yes, or no with its reason."""

    agrees: bool = Field(description="true：承諾、false：辞退", examples=[True])
    reason: ReasonCode | Literal[""] = Field("", description=_REASON, examples=["timing"])
    note: Annotated[str, StringConstraints(max_length=400, pattern=READABLE)] = Field("", description="相手へのことば")


@candidates.get("", response=Page[CandidateOut], summary="自分の団体のニーズの候補")
def list_candidates(request: HttpRequest, wanted: Query[CandidateFilter], paging: Query[Paging]) -> dict[str, Any]:
    """What may help with a need of one's own, best first, each with its reasons; also for the bureau that coordinates it.

    Needs the right `matching.introduction:read`, or `matching.introduction:coordinate` for the bureau.
    """
    need = _need(_reader(request), wanted.need)
    found = Candidate.visible.filter(need_id=need.pk).select_related("partner")
    return page_of(request, found, paging, order=("place", "id"), show=_candidate)


@introductions.get("", response=Page[IntroductionOut], summary="自分の団体への紹介")
def list_introductions(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Introductions in which one's organisation is a side, the latest first. Right: `matching.introduction:read`."""
    organisation = _own(demand(request, Permission.READ_INTRODUCTION))
    found = _of(organisation).select_related("government", "partner", "owner")
    return page_of(
        request, found, paging, order=("-introduced_at", "-id"), show=lambda one: _introduction(one, organisation)
    )


@introductions.get("/{ref}", response=IntroductionOut, summary="自分の団体への一つの紹介")
def get_introduction(request: HttpRequest, response: HttpResponse, ref: Ref) -> dict[str, Any]:
    """One introduction; its ETag is its version. Needs the right `matching.introduction:read`."""
    organisation = _own(demand(request, Permission.READ_INTRODUCTION))
    introduction = _of(organisation).select_related("government", "partner", "owner").filter(ref=ref).first()
    if introduction is None:
        raise Http404
    label(response, introduction)
    return _introduction(introduction, organisation)


@introductions.post("/{ref}/answer", response=IntroductionOut, summary="紹介に返事をする")
def answer_introduction(
    request: HttpRequest, response: HttpResponse, ref: Ref, answer: AnswerIn, if_match: IfMatch
) -> dict[str, Any]:
    """Agree, or decline with a reason that is one's side's to give. Needs the right `matching.introduction:answer`.

    Refused with `answer-too-late` past the last day to answer. An answer is final once the other side has answered; until then it can be taken back.
    """
    by = demand(request, Permission.ANSWER_INTRODUCTION)
    organisation = _own(by)
    with unchanged(_of(organisation), ref, if_match) as record:
        answered = actions.answer_introduction(
            introduction=record, agrees=answer.agrees, reason=answer.reason, note=answer.note, by=by, at=clock.now()
        )
    label(response, answered)
    return _introduction(answered, organisation)


@introductions.post("/{ref}/take-back", response=IntroductionOut, summary="紹介への返事を取り消す")
def take_answer_back(request: HttpRequest, response: HttpResponse, ref: Ref, if_match: IfMatch) -> dict[str, Any]:
    """Take one's own answer back, a no as well as a yes, before the other side answers; one may then answer anew.

    Refused with `other-side-answered` where the other side has answered, or where there is nothing to take back.
    Needs the right `matching.introduction:answer`.
    """
    by = demand(request, Permission.ANSWER_INTRODUCTION)
    organisation = _own(by)
    with unchanged(_of(organisation), ref, if_match) as record:
        waiting = actions.take_back_answer(introduction=record, by=by, at=clock.now())
    label(response, waiting)
    return _introduction(waiting, organisation)


def _reader(request: HttpRequest) -> Actor:
    """Who reads candidates: a side that may read introductions, or the bureau that makes them."""
    try:
        return demand(request, Permission.READ_INTRODUCTION)
    except NotPermitted:
        return demand(request, Permission.COORDINATE)


def _need(by: Actor, ref: str) -> NeedFacts:
    need = queries.need_by_ref(ref)
    if need is None or _own(by) not in {need.owner_id, need.coordinator_id}:
        raise Http404
    return need


def _own(by: Actor) -> int:
    if by.organisation_id is None:
        raise Http404
    return by.organisation_id


def _of(organisation: int) -> Any:
    return Introduction.shared.of_party(organisation)


def _candidate(one: Candidate) -> dict[str, Any]:
    names = ("ref", "kind", "title", "state", "fits", "score", "parts", "decline_reason")
    return {
        **{name: getattr(one, name) for name in names},
        "url": whole_address(one.url),
        "partner": one.partner.name,
        "reasons": _reasons(one.reasons),
        "first_year_yen": one.first_year,
        "five_years_yen": one.five_years,
    }


def _introduction(one: Introduction, organisation: int) -> dict[str, Any]:
    side = one.side_of(organisation)
    other = "partner" if side == "government" else "government"
    names = "ref need_title target_title message introduced_at answer_by decline_reason changed_at"
    return {
        **{name: getattr(one, name) for name in names.split()},
        "state": one.state_on(clock.today()),
        "side": side,
        "need_url": whole_address(one.need_url),
        "target_url": whole_address(one.target_url),
        "government": party(one.government),
        "partner": party(one.partner),
        "bureau": party(one.owner),
        "reasons": _reasons(one.reasons),
        "own_answer": getattr(one, f"{side}_answer"),
        "other_answer": getattr(one, f"{other}_answer"),
    }


def _reasons(kept: Any) -> list[dict[str, Any]]:
    return [{"text": str(one.text), "sign": one.sign} for one in queries.reason_lines(kept)]
