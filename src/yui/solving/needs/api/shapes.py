"""The shapes in which needs are sent and received."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.urls import reverse
from django.utils.timezone import localdate
from ninja import Schema
from pydantic import Field, StringConstraints

from yui.kernel.api.offering import READABLE, READABLE_LINE, Body, Party, party, whole_address
from yui.solving.needs.models import Need
from yui.solving.needs.rules.content import (
    AFFECTED_MOST,
    ESSENTIAL_MOST,
    LIMITS,
    REQUIREMENT_LIMIT,
    WISHED_MOST,
    YEN_MOST,
)
from yui.solving.needs.rules.dates import Freshness, takes_questions

FieldCode = Literal[
    "agriculture", "care", "industry", "education", "elderly", "telework", "green", "community", "regulation",
    "general", "recovery",
]  # fmt: skip
State = Literal[
    "public", "questions_closed", "proposals_closed", "selection", "trial", "adopted", "declined"
]  # fmt: skip
OwnState = Literal["draft", "review", "withdrawn"] | State
NetworkCode = Literal["undecided", "lgwan", "internet", "none"]
Requirement = Annotated[str, StringConstraints(min_length=1, max_length=REQUIREMENT_LIMIT, pattern=READABLE_LINE)]


class Echoes(Schema):
    """How many have the same trouble."""

    residents: int = Field(description="「うちも困っている」と伝えた住民の数", examples=[12])
    towns: int = Field(description="まちとして「うちも困っている」と伝えた団体の数", examples=[2])


class NeedLine(Schema):
    """A public need in a list."""

    ref: str = Field(description="ニーズの印", examples=["2345678abc"])
    url: str = Field(description="だれでも読めるページ", examples=["https://yui.example.jp/needs/2345678abc/"])
    title: str = Field(examples=["雨の夜でも、防災無線の中身が家の中で分かるようにしたい"])
    field: FieldCode = Field(description="分野")
    state: State = Field(description="どこまで進んだか")
    stale: bool = Field(description="90日のあいだ、担当が「まだ困っている」と確かめていない")
    town: Party
    wanted: str = Field(description="どうなればよいか")
    before_budget: bool = Field(description="予算化前")
    budget_min_yen: int | None = Field(description="初年度の予算の下限（円、税込み）", examples=[600_000])
    budget_max_yen: int | None = Field(description="初年度の予算の上限（円、税込み）", examples=[1_900_000])
    fiscal_year: int | None = Field(description="始めたい年度（4月から）", examples=[2027])
    published_at: datetime
    confirmed_on: date = Field(description="最後に確かめた日")
    proposals_close_on: date | None = Field(description="提案の締切")
    changed_at: datetime = Field(description="最後に変わった時。changed_since で使います")
    echoes: Echoes


class AnsweredQuestion(Schema):
    """A question about a need and its answer; who asked is never told."""

    text: str
    answer: str
    asked_at: datetime
    answered_at: datetime | None


class NeedOut(NeedLine):
    """A public need with all that it says."""

    present: str = Field(description="今の様子")
    affected: str = Field(description="困っている人")
    affected_count: int | None = Field(description="困っている人・世帯の数")
    network: NetworkCode = Field(description="使える通信")
    network_note: str
    personal_data: str = Field(description="扱う個人の情報")
    law: str = Field(description="関わる法律・条例")
    essential: list[str] = Field(description="必須要件")
    wished: list[str] = Field(description="あるとよいこと")
    budget_note: str
    questions_close_on: date | None
    takes_questions: bool = Field(description="いま質問を受け付けている")
    questions: list[AnsweredQuestion]
    echoing_towns: list[str] = Field(description="「うちも困っている」と名のったまち")
    decline_reason: str = Field(description="見送りの理由の符号。見送りでなければ空", examples=["budget"])
    closing_note: str


class OwnNeed(Schema):
    """A need of one's own organisation, draft or not, with all that is written."""

    ref: str = Field(examples=["2345678abc"])
    state: OwnState
    post: str = Field(description="担当の部署")
    title: str
    field: FieldCode | Literal[""]
    present: str
    affected: str
    affected_count: int | None
    wanted: str
    network: NetworkCode
    network_note: str
    personal_data: str
    law: str
    essential: list[str]
    wished: list[str]
    before_budget: bool
    budget_min_yen: int | None
    budget_max_yen: int | None
    budget_note: str
    fiscal_year: int | None
    missing: list[str] = Field(description="庁内確認に出す前に、まだ書かれていないもの", examples=[["budget_max"]])
    sent_back_note: str = Field(description="書いた人に戻されたときの、直してほしいこと")
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    published_at: datetime | None


def _words(most: int, *, line: bool = False) -> Any:
    return StringConstraints(max_length=most, pattern=READABLE_LINE if line else READABLE)


class NeedIn(Body):
    """What to write into a need. What is left out stays as it is; nothing needs to be complete before submission."""

    title: Annotated[str, _words(LIMITS["title"], line=True)] = Field("", description="題", examples=["雪かきの手"])
    field: FieldCode | Literal[""] = Field("", description="分野", examples=["community"])
    present: Annotated[str, _words(LIMITS["present"])] = Field("", description="今の様子")
    affected: Annotated[str, _words(LIMITS["affected"])] = Field("", description="困っている人")
    affected_count: Annotated[int, Field(ge=0, le=AFFECTED_MOST)] | None = None
    wanted: Annotated[str, _words(LIMITS["wanted"])] = Field("", description="どうなればよいか")
    network: NetworkCode = "undecided"
    network_note: Annotated[str, _words(LIMITS["network_note"])] = ""
    personal_data: Annotated[str, _words(LIMITS["personal_data"])] = ""
    law: Annotated[str, _words(LIMITS["law"])] = ""
    essential: list[Requirement] = Field([], max_length=ESSENTIAL_MOST, description="必須要件")
    wished: list[Requirement] = Field([], max_length=WISHED_MOST, description="あるとよいこと")
    before_budget: bool = Field(False, description="予算化前。そのとき金額は書けません")
    budget_min_yen: Annotated[int, Field(ge=0, le=YEN_MOST)] | None = Field(None, examples=[600_000])
    budget_max_yen: Annotated[int, Field(ge=0, le=YEN_MOST)] | None = Field(None, examples=[1_900_000])
    budget_note: Annotated[str, _words(LIMITS["budget_note"])] = ""
    fiscal_year: Annotated[int, Field(ge=2000, le=2100)] | None = Field(None, examples=[2027])

    def changes(self) -> dict[str, Any]:
        """What was sent, by the names that the actions know."""
        sent = self.model_dump(exclude_unset=True)
        return {name.removesuffix("_yen"): value for name, value in sent.items()}


def line(need: Need, echoes: tuple[int, int]) -> dict[str, Any]:
    """A public need as a list sends it."""
    names = ("ref", "title", "field", "state", "wanted", "before_budget", "fiscal_year", "published_at")
    dates = ("confirmed_on", "proposals_close_on", "changed_at")
    return {
        **{name: getattr(need, name) for name in (*names, *dates)},
        "url": whole_address(reverse("needs:detail", args=[need.ref])),
        "stale": need.freshness(localdate()) is not Freshness.FRESH,
        "town": party(need.owner),
        "budget_min_yen": need.budget_min,
        "budget_max_yen": need.budget_max,
        "echoes": {"residents": echoes[0], "towns": echoes[1]},
    }


def whole(need: Need, **beside: Any) -> dict[str, Any]:
    """What a public need says beyond its line, with its parts from `beside`."""
    names = ("present", "affected", "affected_count", "network", "network_note", "personal_data", "law")
    others = ("wished", "budget_note", "questions_close_on", "decline_reason", "closing_note")
    open_now = takes_questions(need.state == "public", need.questions_close_on, localdate())
    return {**{name: getattr(need, name) for name in (*names, *others)}, "takes_questions": open_now, **beside}


def own(need: Need, missing: tuple[str, ...]) -> dict[str, Any]:
    """A need as its own organisation reads it."""
    content = {name: value for name, value in need.content().items() if name not in {"budget_min", "budget_max"}}
    times = ("created_at", "changed_at", "submitted_at", "published_at")
    return {
        **content,
        **{name: getattr(need, name) for name in ("ref", "state", "sent_back_note", *times)},
        "essential": list(content["essential"]),
        "post": str(need.post),
        "budget_min_yen": need.budget_min,
        "budget_max_yen": need.budget_max,
        "missing": list(missing),
    }
