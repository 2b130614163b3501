"""One search over all that is public, for programs."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from yui.kernel.api.offering import Line, YesNo, register_router, whole_address
from yui.solving.finding.asking import find
from yui.solving.finding.cards import FoundHit

router = Router(tags=["search"])
register_router("/search", router)

Kind = Literal["case", "need", "project", "service"]
Size = Literal["xs", "s", "m", "l", "xl"]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]


class SearchFilter(Schema):
    """What is sought."""

    q: Words = Field(description="ことば。文でもかまいません", examples=["雪かきの手が足りない"])
    kind: Kind | None = Field(None, description="種類。need：ニーズ、service：サービス、project：取組、case：事例")
    field: Line = Field("", description="分野の符号", examples=["recovery"])
    prefecture: Line = Field("", description="都道府県の名前", examples=["織江県"])
    state: Line = Field("", description="状態の符号。種類ごとに決まっています", examples=["public"])
    size_class: Size | None = Field(None, description="まちの人口の大きさ")
    cloud: YesNo | None = Field(None, description="クラウドで動くか（サービスだけ）")
    limit: int = Field(20, ge=1, le=100, description="一度に受け取る件数")
    offset: int = Field(0, ge=0, le=1000, description="先頭からいくつ飛ばすか")


class Synonym(Schema):
    """A word of the question that the record says otherwise."""

    asked: str = Field(examples=["駐輪場"])
    found: str = Field(examples=["自転車置き場"])


class HitOut(Schema):
    """A record found, and why."""

    kind: str = Field(examples=["need"])
    ref: str = Field(examples=["2345678abc"])
    title: str
    summary: str
    url: str
    owner_name: str = Field(description="団体の名前")
    tags: list[str] = Field(description="状態や分野を表す短いことば")
    score: float = Field(description="近さ。同じ問いの中でだけ比べられます")
    words: list[str] = Field(description="問いのことばのうち、書かれているもの")
    synonyms: list[Synonym] = Field(description="別のことばで書かれているもの")
    by_meaning: bool = Field(description="ことばより、言っていることが近い")


class SearchOut(Schema):
    """What was found, best first."""

    items: list[HitOut]
    total: int = Field(examples=[42])
    confidence: Literal["high", "fair", "low", "none"] = Field(description="先頭のものがどれほど確かか")
    facets: dict[str, dict[str, int]] = Field(description="絞り込みごとの件数", examples=[{"field": {"recovery": 12}}])


@router.get("", response=SearchOut, summary="さがす")
def search(request: HttpRequest, wanted: Query[SearchFilter]) -> dict[str, Any]:
    """Needs, services, projects and cases that answer a question, each with the reason."""
    facets = {name: getattr(wanted, name) for name in ("field", "prefecture", "state", "size_class", "cloud")}
    found = find(
        wanted.q,
        kinds=[wanted.kind] if wanted.kind else [],
        filters={name: [value] for name, value in facets.items() if value},
        limit=wanted.limit,
        offset=wanted.offset,
    )
    return {
        "items": [_shown(hit) for hit in found.hits],
        "total": found.total,
        "confidence": str(found.confidence),
        "facets": {name: dict(counts) for name, counts in found.facets.items()},
    }


def _shown(hit: FoundHit) -> dict[str, Any]:
    card = hit.card
    return {
        **{name: str(getattr(card, name)) for name in ("kind", "ref", "title", "summary", "owner_name")},
        "url": whole_address(card.url),
        "tags": [str(tag) for tag in card.tags],
        "score": hit.hit.score,
        "words": list(hit.words),
        "synonyms": [{"asked": asked, "found": found} for asked, found in hit.synonyms],
        "by_meaning": hit.by_meaning,
    }
