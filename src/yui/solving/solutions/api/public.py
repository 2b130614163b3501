"""Published services, for everybody."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from yui.kernel.api.offering import Line, Page, Paging, Ref, YesNo, page_of, register_router
from yui.kernel.web import clock
from yui.solving import finding
from yui.solving.solutions import queries
from yui.solving.solutions.api.shapes import FieldCode, NetworkCode, PerCode, ServiceOut, published
from yui.solving.solutions.models import Service

router = Router(tags=["services"])
register_router("/services", router)


class ServiceFilter(Schema):
    """Which services."""

    q: Line = Field("", description="ことば。近いものから並びます", examples=["防災無線"])
    field: FieldCode | None = Field(None, description="分野")
    cloud: YesNo | None = Field(None, description="クラウドで動くか")
    network: NetworkCode | None = Field(None, description="使う回線")
    standard: Line = Field("", description="従う標準（書かれているとおり）", examples=["CAP 1.2"])
    export_format: Line = Field("", description="データの書き出し形式（書かれているとおり）", examples=["CSV"])
    prefecture: Line = Field("", description="提供する団体の都道府県", examples=["織江県"])
    adopted_by: Line = Field(
        "",
        description="使っている地方公共団体の団体コード（6けた）。まちが使っていないと答えたサービスは出ません",
        examples=["480011"],
    )
    initial_yen_at_most: int | None = Field(None, ge=0, le=10**12, description="はじめの費用の上限（円）")
    running_yen_at_most: int | None = Field(
        None, ge=0, le=10**12, description="運用の費用の上限（円）。running_per と合わせて使います"
    )
    running_per: PerCode | None = Field(None, description="運用の費用を何について数えるか")
    stale: YesNo = Field("yes", description="no：1年のあいだ確かめられていないものを除く")


@router.get("", response=Page[ServiceOut], summary="サービスの一覧")
def list_services(request: HttpRequest, wanted: Query[ServiceFilter], paging: Query[Paging]) -> dict[str, Any]:
    """Published services: confirmed within a year first, equals in an order that favours nobody; with `q` the closest."""
    today = clock.today()
    order: tuple[str, ...] = ("stale", "place", "id")
    found = Service.published.by_freshness(today).with_listed()
    if wanted.q.strip():
        found, order = finding.ranked(found, "service", wanted.q), ("rank", "id")

    def shown(rows: list[Service]) -> list[dict[str, Any]]:
        told = queries.facts([row.pk for row in rows], today=today)
        return [published(told[row.pk]) for row in rows if row.pk in told]

    # Whole rows, with their long texts, would be carried through the sorting of all services.
    narrowed = found.filter(_condition(wanted)).only("pk", "place")
    return page_of(request, narrowed, paging, order=order, show_all=shown)


@router.get("/{ref}", response=ServiceOut, summary="サービス")
def get_service(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """One published service."""
    pk = Service.published.filter(ref=ref).values_list("pk", flat=True).first()
    if pk is None:
        raise Http404
    return published(queries.facts([pk])[pk])


def _condition(wanted: ServiceFilter) -> Q:
    condition = Q()
    if wanted.field:
        condition &= Q(fields_text__contains=f'"{wanted.field}"')
    if wanted.export_format:
        condition &= _listed("formats_text", wanted.export_format)
    if wanted.standard:
        condition &= Q(pk__in=_following(wanted.standard))
    if wanted.adopted_by:
        condition &= queries.used_by(wanted.adopted_by)
    if wanted.stale == "no":
        condition &= Q(stale=0)
    return condition & _plain(wanted)


def _plain(wanted: ServiceFilter) -> Q:
    columns = {
        "cloud": None if wanted.cloud is None else wanted.cloud == "yes",
        "network": wanted.network,
        "owner__prefecture": wanted.prefecture or None,
        "initial_yen__lte": wanted.initial_yen_at_most,
        "running_yen__lte": wanted.running_yen_at_most,
        "running_per": wanted.running_per,
    }
    return Q(**{column: value for column, value in columns.items() if value is not None})


def _following(standard: str) -> Any:
    """Services that say they follow a standard."""
    listed = Service.published.alias(standards_text=Cast("standards", TextField()))
    return listed.filter(_listed("standards_text", standard)).values("pk")


def _listed(column: str, value: str) -> Q:
    """Lists are kept as JSON: one database keeps its letters, the other their numbers."""
    return Q(**{f"{column}__contains": json.dumps(value)}) | Q(
        **{f"{column}__contains": json.dumps(value, ensure_ascii=False)}
    )
