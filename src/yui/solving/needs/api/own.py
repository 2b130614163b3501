"""An organisation's own needs, for a program with its token. Residents' troubles are not told by programs."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from yui.kernel.api.offering import (
    IfMatch,
    Page,
    Paging,
    Ref,
    WithToken,
    demand,
    label,
    page_of,
    register_router,
    unchanged,
)
from yui.kernel.web import clock
from yui.solving.needs import actions
from yui.solving.needs.api.shapes import NeedIn, OwnNeed, OwnState, own
from yui.solving.needs.models import EssentialRequirement, Need
from yui.solving.needs.permissions import Permission
from yui.solving.needs.rules.content import missing_before_submission

router = Router(tags=["own"], auth=WithToken())
register_router("/own/needs", router)


class OwnFilter(Schema):
    """Which of one's own needs."""

    state: OwnState | None = Field(None, description="状態")


@router.get("", response=Page[OwnNeed], summary="自分の団体のニーズ")
def list_own_needs(request: HttpRequest, wanted: Query[OwnFilter], paging: Query[Paging]) -> dict[str, Any]:
    """One's own needs, drafts included, the latest first. Needs the right `needs.need:write`."""
    demand(request, Permission.WRITE_NEED)
    needs = Need.objects.filter(**({"state": wanted.state} if wanted.state else {})).select_related("post")
    parts = Prefetch("essential", EssentialRequirement.objects.order_by("position"))
    return page_of(request, needs.prefetch_related(parts), paging, order=("-id",), show=_shown)


@router.post("", response={201: OwnNeed}, summary="ニーズの下書きを作る")
def draft_own_need(request: HttpRequest, response: HttpResponse, need: NeedIn) -> Status[dict[str, Any]]:
    """Begin a need with what is known so far. Needs the right `needs.need:write`."""
    by = demand(request, Permission.WRITE_NEED)
    made = actions.draft_need(changes=need.changes(), by=by, at=clock.now())
    label(response, made)
    return Status(201, _shown(made))


@router.get("/{ref}", response=OwnNeed, summary="自分の団体の一つのニーズ")
def get_own_need(request: HttpRequest, response: HttpResponse, ref: Ref) -> dict[str, Any]:
    """One of one's own needs; its ETag is its version. Needs the right `needs.need:write`."""
    demand(request, Permission.WRITE_NEED)
    need = Need.objects.select_related("post").filter(ref=ref).first()
    if need is None:
        raise Http404
    label(response, need)
    return _shown(need)


@router.patch("/{ref}", response=OwnNeed, summary="ニーズの下書きを書きかえる")
def write_own_need(
    request: HttpRequest, response: HttpResponse, ref: Ref, need: NeedIn, if_match: IfMatch
) -> dict[str, Any]:
    """Change what was sent in a draft and leave the rest. Needs the right `needs.need:write`."""
    by = demand(request, Permission.WRITE_NEED)
    with unchanged(Need.objects, ref, if_match) as record:
        actions.write_need(need=record, changes=need.changes(), by=by, at=clock.now())
    label(response, record)
    return _shown(record)


@router.post("/{ref}/submit", response=OwnNeed, summary="ニーズを庁内確認に出す")
def submit_own_need(request: HttpRequest, response: HttpResponse, ref: Ref, if_match: IfMatch) -> dict[str, Any]:
    """Hand a written draft to its second reader, a person who publishes it. Needs the right `needs.need:submit`."""
    by = demand(request, Permission.SUBMIT_NEED)
    with unchanged(Need.objects, ref, if_match) as record:
        actions.submit_need(need=record, by=by, at=clock.now())
    label(response, record)
    return _shown(record)


def _shown(need: Need) -> dict[str, Any]:
    return own(need, missing_before_submission(need.content()) if need.state == "draft" else ())
