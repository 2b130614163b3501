"""The shapes in which cases are sent and received."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.urls import reverse
from ninja import Schema
from pydantic import Field, StringConstraints

from yui.kernel.api.offering import READABLE, READABLE_LINE, Body, Party, party, whole_address
from yui.solving.casebook import rules
from yui.solving.casebook.models import Case
from yui.solving.casebook.queries.figures import Outcome
from yui.solving.casebook.rules import LIMITS, Companion, Content, Figure

FieldCode = Literal[
    "agriculture", "care", "industry", "education", "elderly", "telework", "green", "community", "regulation",
    "general", "recovery",
]  # fmt: skip
Size = Literal["xs", "s", "m", "l", "xl"]
Better = Literal["up", "down"]
CaseState = Literal["draft", "review", "published", "revising", "revision_review", "withdrawn"]
FIGURE_MOST = 9_999_999_999


class FigureOut(Schema):
    """An indicator before and after."""

    name: str = Field(examples=["確かめた世帯"])
    unit: str = Field(examples=["%"])
    before: float | None = Field(examples=[38])
    after: float | None = Field(examples=[91])
    change: float | None = Field(examples=[53])
    verdict: Literal["better", "worse", "same", "unmeasured", "no_baseline"]
    sentence: str
    key: str = Field(description="ほかのまちと比べるための鍵。/comparisons/towns で使います")


class CompanionOut(Schema):
    """Who worked along."""

    name: str
    role: str


class Gif(Schema):
    """The case under the names of the government interoperability framework, 451-3 事例."""

    タイトル: str
    場所: str
    対象組織: str
    取り組みの概要: str
    理由: str
    目的: str
    内容: str
    成果: str
    制約条件: str
    普及: str
    持続させる仕組み: str
    連絡先: str


class CaseLine(Schema):
    """A public case in a list."""

    ref: str = Field(examples=["2345678abc"])
    url: str
    title: str = Field(description="題（GIF 451-3 タイトル）", examples=["大雨の夜、黒電話で届いた避難の知らせ"])
    summary: str = Field(description="ひとことで（GIF 451-3 取り組みの概要）")
    field: FieldCode | Literal[""]
    also: list[FieldCode] = Field(description="ほかの分野")
    year: int | None = Field(examples=[2026])
    place: str = Field(description="まち（GIF 451-3 場所）", examples=["霧ヶ沢村"])
    government_code: str = Field(examples=["480011"])
    prefecture: str
    population: int | None
    size_class: Size | Literal[""]
    owner: Party = Field(description="書いた団体（GIF 451-3 対象組織）")
    cost_yen: int | None = Field(description="費用の合計（円、税込み）")
    effort_hours: int | None = Field(description="職員の時間")
    version: int = Field(description="何回目の公開か", examples=[1])
    published_at: datetime
    changed_at: datetime
    figures: list[FigureOut]


class CaseOut(CaseLine):
    """A public case with all that it tells."""

    problem: str = Field(description="困っていたこと（GIF 451-3 理由）")
    purpose: str = Field(description="目指したこと（GIF 451-3 目的）")
    done: str = Field(description="したこと（GIF 451-3 内容）")
    result: str = Field(description="どうなったか（GIF 451-3 成果）")
    constraints: str = Field(description="条件や制約（GIF 451-3 制約条件）")
    cost: str = Field(description="かかった費用")
    not_worked: str = Field(description="うまくいかなかったこと")
    advice: str = Field(description="次のまちへの助言")
    upkeep: str = Field(description="続けるしくみ（GIF 451-3 持続させる仕組み）")
    spread: str = Field(description="ほかへの広がり（GIF 451-3 普及）")
    contact: str = Field(description="連絡先（GIF 451-3 連絡先）。部署と団体の名前")
    companions: list[CompanionOut] = Field(description="いっしょに取り組んだ団体")
    services: list[str] = Field(description="使ったサービスの印")
    followers: list[str] = Field(description="「うちでもやりたい」と名のったまち")
    gif_451_3: Gif = Field(description="政府相互運用性フレームワーク 451-3 の名前で")


class OwnCaseLine(Schema):
    """A case of one's own organisation in a list, by the text that readers see, or will see first."""

    ref: str = Field(examples=["2345678abc"])
    state: CaseState
    title: str
    summary: str
    field: FieldCode | Literal[""]
    place: str
    year: int | None
    review_note: str = Field(description="書いた人に戻されたときの、直してほしいこと")
    version: int = Field(description="何回目の公開か。まだなら 0")
    created_at: datetime
    changed_at: datetime


class OwnFigure(Schema):
    """An indicator before and after, as it was written."""

    name: str
    unit: str
    better: Better
    before: float | None
    after: float | None


class OwnCase(OwnCaseLine):
    """A case of one's own organisation. Of a published one that is being revised these are the words of the revision."""

    also: list[FieldCode]
    prefecture: str
    population: int | None
    problem: str
    purpose: str
    done: str
    result: str
    constraints: str
    cost: str
    cost_yen: int | None
    effort_hours: int | None
    not_worked: str
    advice: str
    upkeep: str
    spread: str
    contact: str
    figures: list[OwnFigure]
    companions: list[CompanionOut]
    missing: list[str] = Field(description="確認に出す前に、まだ書かれていないもの", examples=[["advice"]])


def _words(name: str, *, line: bool = False) -> Any:
    return StringConstraints(max_length=LIMITS[name], pattern=READABLE_LINE if line else READABLE)


def _short(most: int, least: int = 0) -> Any:
    return StringConstraints(min_length=least, max_length=most, pattern=READABLE_LINE)


Value = Annotated[float, Field(ge=-FIGURE_MOST, le=FIGURE_MOST)]


class FigureIn(Body):
    """An indicator before and after."""

    name: Annotated[str, _short(60, 1)] = Field(examples=["確かめた世帯"])
    unit: Annotated[str, _short(16, 1)] = Field(examples=["%"])
    better: Better = "up"
    before: Value | None = Field(None, description="小数点以下3けたまで", examples=[38])
    after: Value | None = Field(None, description="小数点以下3けたまで", examples=[91])


class CompanionIn(Body):
    """Who worked along."""

    name: Annotated[str, _short(80, 1)]
    role: Annotated[str, _short(80)] = ""


class CaseIn(Body):
    """What to write into a case. What is left out stays as it is; nothing needs to be complete before the review."""

    title: Annotated[str, _words("title", line=True)] = Field("", examples=["大雨の夜、黒電話で届いた避難の知らせ"])
    summary: Annotated[str, _words("summary", line=True)] = ""
    field: FieldCode | Literal[""] = ""
    also: list[FieldCode] = Field([], max_length=4)
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    place: Annotated[str, _short(60)] = ""
    prefecture: Annotated[str, _short(8)] = ""
    population: Annotated[int, Field(ge=0, le=20_000_000)] | None = None
    problem: Annotated[str, _words("problem")] = ""
    purpose: Annotated[str, _words("purpose")] = ""
    done: Annotated[str, _words("done")] = ""
    result: Annotated[str, _words("result")] = ""
    constraints: Annotated[str, _words("constraints")] = ""
    cost: Annotated[str, _words("cost")] = ""
    cost_yen: Annotated[int, Field(ge=0, le=1_000_000_000_000)] | None = None
    effort_hours: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    not_worked: Annotated[str, _words("not_worked")] = ""
    advice: Annotated[str, _words("advice")] = ""
    upkeep: Annotated[str, _words("upkeep")] = ""
    spread: Annotated[str, _words("spread")] = ""
    contact: Annotated[str, _words("contact", line=True)] = ""
    figures: list[FigureIn] = Field([], max_length=12)
    companions: list[CompanionIn] = Field([], max_length=30)

    def changes(self) -> dict[str, Any]:
        """What was sent, as the rules read it."""
        sent: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        if "also" in sent:
            sent["also"] = tuple(dict.fromkeys(sent["also"]))
        if "figures" in sent:
            sent["figures"] = tuple(
                Figure(one.name, one.unit, one.better, _exact(one.before), _exact(one.after)) for one in self.figures
            )
        if "companions" in sent:
            sent["companions"] = tuple(Companion(one.name, one.role) for one in self.companions)
        if "population" in sent:
            sent["size_class"] = rules.size_class(self.population)
        return sent


def line(case: Case, outcomes: list[Outcome]) -> dict[str, Any]:
    """A public case as a list sends it."""
    names = "ref title summary field also year place government_code prefecture population size_class"
    others = "cost_yen effort_hours version published_at changed_at"
    return {
        **{name: getattr(case, name) for name in f"{names} {others}".split()},
        "url": whole_address(reverse("casebook:detail", args=[case.ref])),
        "owner": party(case.owner),
        "figures": [figure(one) for one in outcomes],
    }


def figure(one: Outcome) -> dict[str, Any]:
    """A figure as it is sent."""
    return {
        **{name: getattr(one, name) for name in ("name", "unit", "before", "after", "key")},
        "change": one.change.amount,
        "verdict": one.change.verdict.value,
        "sentence": str(one.sentence),
    }


def texts(case: Case) -> dict[str, Any]:
    """What a case tells beyond its line."""
    texts = {name: getattr(case, name) for name in rules.TEXTS}
    gif = {
        "タイトル": case.title,
        "場所": case.place,
        "対象組織": case.owner.name,
        "取り組みの概要": case.summary,
        "理由": case.problem,
        "目的": case.purpose,
        "内容": case.done,
        "成果": case.result,
        "制約条件": case.constraints,
        "普及": case.spread,
        "持続させる仕組み": case.upkeep,
        "連絡先": f"{case.contact or case.owner.name} {whole_address(reverse('casebook:detail', args=[case.ref]))}",
    }
    return {**texts, "gif_451_3": gif}


def own(case: Case, content: Content) -> dict[str, Any]:
    """A case as its own organisation reads it."""
    names = "title summary field also year place prefecture population cost_yen effort_hours"
    mine = ("ref", "state", "review_note", "version", "created_at", "changed_at")
    figures = [
        {"name": f.name, "unit": f.unit, "better": f.better, "before": _sent(f.before), "after": _sent(f.after)}
        for f in content.figures
    ]
    return {
        **{name: getattr(content, name) for name in (*names.split(), *rules.TEXTS)},
        **{name: getattr(case, name) for name in mine},
        "also": list(content.also),
        "figures": figures,
        "companions": [{"name": one.name, "role": one.role} for one in content.companions],
        "missing": list(rules.missing_before_review(content)) if case.state in {"draft", "revising"} else [],
    }


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def _sent(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
