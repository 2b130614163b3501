"""Figures over all rooms that everybody may know, for programs."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from yui.kernel.api.offering import register_router
from yui.sites.portal.funnel import STAGES, counted

router = Router(tags=["figures"])
register_router("/figures", router)


class StageOut(Schema):
    """How many needs came at least so far."""

    stage: Literal["needs", "with_candidates", "introduced", "agreed", "trial", "adopted", "still_used"] = Field(
        description="段階の符号"
    )
    label: str = Field(examples=["引き合わせた"])
    count: int = Field(examples=[12])


class ReasonCount(Schema):
    """How often something ended for a reason."""

    label: str = Field(examples=["予算が付かなかった"])
    count: int = Field(examples=[3])


class FunnelOut(Schema):
    """From the need to still being used a year later, and why the others stopped."""

    stages: list[StageOut]
    declined: int
    reasons: list[ReasonCount]


@router.get("/funnel", response=FunnelOut, summary="ニーズはどこまで進んだか")
def get_funnel(request: HttpRequest) -> dict[str, Any]:
    """How many needs go how far, and why the others stop (R6.8)."""
    numbers, declined, reasons = counted()
    return {
        "stages": [{"stage": name, "label": str(STAGES[name]), "count": numbers[name]} for name in STAGES],
        "declined": declined,
        "reasons": [{"label": str(label), "count": count} for label, count in reasons],
    }
