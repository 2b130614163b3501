"""Public cases, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from yui.kernel.access import Refused
from yui.kernel.api.offering import Line, Moment, Page, Paging, Ref, page_of, register_router
from yui.solving import finding
from yui.solving.casebook import queries
from yui.solving.casebook.api.shapes import CaseLine, CaseOut, FieldCode, Size, line, texts
from yui.solving.casebook.models import Case, CaseCompanion, CaseService
from yui.solving.casebook.queries.figures import figures

router = Router(tags=["cases"])
register_router("/cases", router)


class TakenBack(Refused):
    """The case was public once; its town took it back and said why."""

    code = "casebook.taken-back"
    status = 410

    def __init__(self, why: str) -> None:
        super().__init__(_("この事例は取り下げられました。%(why)s") % {"why": why})


class CaseFilter(Schema):
    """Which cases."""

    q: Line = Field("", description="ことば。近いものから並びます", examples=["防災無線"])
    field: FieldCode | None = Field(None, description="分野")
    prefecture: Line = Field("", description="都道府県の名前", examples=["織江県"])
    government_code: Line = Field("", description="全国地方公共団体コード（6けた）", examples=["480011"])
    size_class: Size | None = Field(None, description="まちの人口の大きさ")
    year: int | None = Field(None, ge=1990, le=2100, description="年", examples=[2026])
    changed_since: Moment | None = Field(None, description="この時よりあとに変わったもの。変わった順に並びます")


@router.get("", response=Page[CaseLine], summary="事例の一覧")
def list_cases(request: HttpRequest, wanted: Query[CaseFilter], paging: Query[Paging]) -> dict[str, Any]:
    """Public cases with their figures, the latest first; with `q` the closest, with `changed_since` by change."""
    order: tuple[str, ...] = ("-id",)
    found = Case.published.select_related("owner")
    if wanted.changed_since:
        found, order = found.filter(changed_at__gte=wanted.changed_since), ("changed_at", "id")
    elif wanted.q.strip():
        found, order = finding.ranked(found, "case", wanted.q), ("rank", "id")
    names = ("field", "prefecture", "government_code", "size_class", "year")
    narrowed = found.filter(**{name: value for name in names if (value := getattr(wanted, name))})
    return page_of(request, narrowed, paging, order=order, show_all=_lines)


@router.get("/{ref}", response={200: CaseOut, 410: None}, summary="事例")
def get_case(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """One public case; 410 where it was taken back."""
    case = Case.published.select_related("owner").filter(ref=ref).first()
    if case is None:
        if stone := queries.tombstone(ref):
            raise TakenBack(f"{stone.get_reason_display()} {stone.note}".strip())
        raise Http404
    companions = CaseCompanion.published.filter(case=case).order_by("pk").values("name", "role")
    services = CaseService.published.filter(case=case).order_by("pk").values_list("service__ref", flat=True)
    return {
        **_lines([case])[0],
        **texts(case),
        "companions": list(companions),
        "services": list(services),
        "followers": queries.followers(case),
    }


def _lines(cases: list[Case]) -> list[dict[str, Any]]:
    outcomes = figures([case.pk for case in cases])
    return [line(case, outcomes.get(case.pk, [])) for case in cases]
