"""What several towns measured under the same name and unit, side by side."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from yui.kernel.api.offering import register_router, whole_address
from yui.solving.casebook import queries
from yui.solving.casebook.api.shapes import FigureOut, figure

router = Router(tags=["cases"])
register_router("/comparisons", router)

Key = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=r"^[^\x00-\x1f\x7f]*$")]


class IndicatorChoice(Schema):
    """An indicator that more than one town measured."""

    key: str = Field(examples=["確かめた世帯|%"])
    field: str = Field(description="分野の記号。同じ分野の中だけで比べる", examples=["recovery"])
    name: str = Field(examples=["確かめた世帯"])
    unit: str = Field(examples=["%"])
    towns: int = Field(description="測ったまちの数", examples=[3])


class Choices(Schema):
    """The indicators that can be compared, the most measured first."""

    items: list[IndicatorChoice]
    total: int


class ComparedTown(Schema):
    """One town's outcome."""

    place: str = Field(examples=["霧ヶ沢村"])
    population: int | None
    year: int | None
    case_title: str
    case_url: str
    figure: FigureOut


class ComparisonOut(Schema):
    """The outcomes of several towns in one field, from the smallest to the largest."""

    name: str
    unit: str
    field: str
    items: list[ComparedTown]
    total: int


class ComparisonFilter(Schema):
    """Which indicator."""

    key: Key = Field(description="/comparisons の key", examples=["確かめた世帯|%"])
    field: Annotated[str, StringConstraints(max_length=12, pattern=r"^[a-z]*$")] = Field(
        "", description="/comparisons の field。書かなければ、測ったまちが最も多い分野", examples=["recovery"]
    )


@router.get("", response=Choices, summary="比べられる指標")
def list_comparisons(request: HttpRequest) -> dict[str, Any]:
    """The indicators that more than one town measured; at most 60."""
    found = queries.comparable()
    items = [{name: getattr(one, name) for name in ("key", "field", "name", "unit", "towns")} for one in found]
    return {"items": items, "total": len(items)}


@router.get("/towns", response=ComparisonOut, summary="同じ指標のまちごとの結果")
def compare_towns(request: HttpRequest, wanted: Query[ComparisonFilter]) -> dict[str, Any]:
    """What became of one indicator in each town that measured it."""
    found = queries.comparison(wanted.key, wanted.field)
    if found is None:
        raise Http404
    items = [
        {
            **{name: getattr(row, name) for name in ("place", "population", "year")},
            "case_title": row.title,
            "case_url": whole_address(row.url),
            "figure": figure(row.outcome),
        }
        for row in found.rows
    ]
    return {"name": found.name, "unit": found.unit, "field": found.field, "items": items, "total": len(items)}
