"""A supplier's own services, for a program with its token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Status

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
from yui.solving.solutions import actions
from yui.solving.solutions.api.shapes import OwnService, ServiceIn, own
from yui.solving.solutions.models import Service
from yui.solving.solutions.permissions import Permission

router = Router(tags=["own"], auth=WithToken())
register_router("/own/services", router)


@router.get("", response=Page[OwnService], summary="自分の団体のサービス")
def list_own_services(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """One's own services, drafts included, the latest first. Needs the right `solutions.service:write`."""
    demand(request, Permission.WRITE_SERVICE)
    return page_of(request, Service.objects.prefetch_related("adoptions"), paging, order=("-id",), show=own)


@router.post("", response={201: OwnService}, summary="サービスの下書きを作る")
def draft_own_service(request: HttpRequest, response: HttpResponse, service: ServiceIn) -> Status[dict[str, Any]]:
    """Begin a service; nobody else sees it before it is published. Needs the right `solutions.service:write`."""
    by = demand(request, Permission.WRITE_SERVICE)
    made = actions.draft_service(draft=service.draft(), adopters=service.adopters, by=by, at=clock.now())
    label(response, made)
    return Status(201, own(made))


@router.get("/{ref}", response=OwnService, summary="自分の団体の一つのサービス")
def get_own_service(request: HttpRequest, response: HttpResponse, ref: Ref) -> dict[str, Any]:
    """One of one's own services; its ETag is its version. Needs the right `solutions.service:write`."""
    demand(request, Permission.WRITE_SERVICE)
    service = Service.objects.filter(ref=ref).first()
    if service is None:
        raise Http404
    label(response, service)
    return own(service)


@router.put("/{ref}", response=OwnService, summary="サービスを書きかえる")
def revise_own_service(
    request: HttpRequest, response: HttpResponse, ref: Ref, service: ServiceIn, if_match: IfMatch
) -> dict[str, Any]:
    """Say anew all that a service says; of a published one everybody reads it at once. Right: `solutions.service:write`."""
    by = demand(request, Permission.WRITE_SERVICE)
    with unchanged(Service.objects, ref, if_match) as record:
        actions.revise_service(service=record, draft=service.draft(), adopters=service.adopters, by=by, at=clock.now())
    label(response, record)
    return own(record)


@router.post("/{ref}/publish", response=OwnService, summary="サービスを公開する")
def publish_own_service(request: HttpRequest, response: HttpResponse, ref: Ref, if_match: IfMatch) -> dict[str, Any]:
    """Offer a service to every town. Needs the right `solutions.service:publish`."""
    return _done(request, response, ref, if_match, actions.publish_service)


@router.post("/{ref}/confirm", response=OwnService, summary="サービスが今も正しいと確かめる")
def confirm_own_service(request: HttpRequest, response: HttpResponse, ref: Ref, if_match: IfMatch) -> dict[str, Any]:
    """Say that all a service tells is still right. Needs the right `solutions.service:publish`."""
    return _done(request, response, ref, if_match, actions.confirm_service)


@router.post("/{ref}/withdraw", response=OwnService, summary="サービスを取り下げる")
def withdraw_own_service(request: HttpRequest, response: HttpResponse, ref: Ref, if_match: IfMatch) -> dict[str, Any]:
    """Offer a service no longer; its text stays with the supplier. Needs the right `solutions.service:publish`."""
    return _done(request, response, ref, if_match, actions.withdraw_service)


def _done(
    request: HttpRequest, response: HttpResponse, ref: str, version: str, act: Callable[..., Service]
) -> dict[str, Any]:
    by = demand(request, Permission.PUBLISH_SERVICE)
    with unchanged(Service.objects, ref, version) as record:
        act(service=record, by=by, at=clock.now())
    label(response, record)
    return own(record)
