"""Public needs, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from yui.kernel.api.offering import Line, Moment, Page, Paging, Ref, YesNo, page_of, register_router
from yui.kernel.web import clock
from yui.solving import finding
from yui.solving.needs import directory
from yui.solving.needs.api.shapes import FieldCode, NeedLine, NeedOut, State, line, whole
from yui.solving.needs.models import Echo, EssentialRequirement, Need, Question
from yui.solving.needs.queries.cards import echoes_of

router = Router(tags=["needs"])
register_router("/needs", router)


class NeedFilter(Schema):
    """Which needs."""

    q: Line = Field("", description="ことば。近いものから並びます", examples=["防災無線"])
    field: FieldCode | None = Field(None, description="分野")
    state: State | None = Field(None, description="状態")
    prefecture: Line = Field("", description="都道府県の名前", examples=["織江県"])
    government_code: Line = Field("", description="全国地方公共団体コード（6けた）", examples=["480011"])
    changed_since: Moment | None = Field(None, description="この時よりあとに変わったもの。変わった順に並びます")
    old: YesNo = Field("no", description="yes：180日のあいだ確かめられていないものも含める")


@router.get("", response=Page[NeedLine], summary="ニーズの一覧")
def list_needs(request: HttpRequest, wanted: Query[NeedFilter], paging: Query[Paging]) -> dict[str, Any]:
    """Public needs, the latest first; with `q` the closest first, with `changed_since` in the order of change."""
    found: Any = Need.published.all() if wanted.old == "yes" else Need.published.lately_confirmed(clock.today())
    if wanted.changed_since:
        found, order = found.filter(changed_at__gte=wanted.changed_since), ("changed_at", "id")
    elif wanted.q.strip():
        found, order = finding.ranked(found, "need", wanted.q), ("rank", "id")
    else:
        found, order = found.along_the_index(), ("-published_at", "-id")
    narrowed = _narrowed(found, wanted).select_related("owner")
    return page_of(request, narrowed, paging, order=order, show_all=_lines)


@router.get("/{ref}", response=NeedOut, summary="ニーズ")
def get_need(request: HttpRequest, ref: Ref) -> dict[str, Any]:
    """One public need, with answered questions and who has the same trouble."""
    need = Need.published.select_related("owner").filter(ref=ref).first()
    if need is None:
        raise Http404
    towns = [pk for pk in Echo.published.filter(need=need).values_list("town_id", flat=True) if pk]
    answered = Question.published.answered().filter(need=need).order_by("asked_at", "pk")
    parts = EssentialRequirement.published.filter(need=need).order_by("position")
    return {
        **_lines([need])[0],
        **whole(
            need,
            essential=list(parts.values_list("text", flat=True)),
            questions=list(answered.values("text", "answer", "asked_at", "answered_at")),
            echoing_towns=sorted(directory.names(towns).values()),
        ),
    }


def _narrowed(needs: Any, wanted: NeedFilter) -> Any:
    columns = {"field": "field", "state": "state", "prefecture": "owner__prefecture"}
    asked = {**{column: getattr(wanted, name) for name, column in columns.items()}}
    asked["owner__government_code"] = wanted.government_code
    return needs.filter(**{column: value for column, value in asked.items() if value})


def _lines(needs: list[Need]) -> list[dict[str, Any]]:
    echoes = echoes_of(need.pk for need in needs)
    return [line(need, echoes.get(need.pk, (0, 0))) for need in needs]
