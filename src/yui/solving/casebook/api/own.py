"""An organisation's own cases, for a program with its token. A person publishes them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status

from yui.kernel.access import Refused
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
from yui.solving.casebook import actions
from yui.solving.casebook.api.shapes import CaseIn, OwnCase, OwnCaseLine, own
from yui.solving.casebook.models import Case
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.queries import content_of, proposed_content
from yui.solving.casebook.rules import Content

router = Router(tags=["own"], auth=WithToken())
register_router("/own/cases", router)


class TooPrecise(Refused):
    """Values are kept with three decimals; a fourth would silently be lost."""

    code = "casebook.too-precise"

    def __init__(self) -> None:
        sentence = _("値は小数点以下3けたまでで送ってください。")
        super().__init__(sentence, fields={"figures": sentence})


@router.get("", response=Page[OwnCaseLine], summary="自分の団体の事例")
def list_own_cases(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """One's own cases, drafts included, the latest first. Needs the right `casebook.case:write`."""
    demand(request, Permission.WRITE)
    return page_of(request, Case.objects.all(), paging, order=("-id",))


@router.post("", response={201: OwnCase}, summary="事例の下書きを作る")
def draft_own_case(request: HttpRequest, response: HttpResponse, case: CaseIn) -> Status[dict[str, Any]]:
    """Begin a case; nobody else reads it before a second person publishes it. Needs the right `casebook.case:write`."""
    by = demand(request, Permission.WRITE)
    made = actions.draft_case(content=_with(Content(), case), by=by, at=clock.now())
    label(response, made)
    return Status(201, _shown(made))


@router.get("/{ref}", response=OwnCase, summary="自分の団体の一つの事例")
def get_own_case(request: HttpRequest, response: HttpResponse, ref: Ref) -> dict[str, Any]:
    """One of one's own cases; its ETag is its version. Needs the right `casebook.case:write`."""
    demand(request, Permission.WRITE)
    case = Case.objects.filter(ref=ref).first()
    if case is None:
        raise Http404
    label(response, case)
    return _shown(case)


@router.patch("/{ref}", response=OwnCase, summary="事例を書きかえる")
def write_own_case(
    request: HttpRequest, response: HttpResponse, ref: Ref, case: CaseIn, if_match: IfMatch
) -> dict[str, Any]:
    """Change what was sent and leave the rest; of a published case it becomes a revision that readers do not see yet.

    Needs the right `casebook.case:write`.
    """
    by = demand(request, Permission.WRITE)
    with unchanged(Case.objects, ref, if_match) as record:
        actions.write_case(case=record, content=_with(_content(record), case), by=by, at=clock.now())
    label(response, record)
    return _shown(record)


@router.post("/{ref}/submit", response=OwnCase, summary="事例を確認に出す")
def submit_own_case(request: HttpRequest, response: HttpResponse, ref: Ref, if_match: IfMatch) -> dict[str, Any]:
    """Hand a case, or a revision, to the second person, who publishes it. Needs the right `casebook.case:write`."""
    by = demand(request, Permission.WRITE)
    with unchanged(Case.objects, ref, if_match) as record:
        actions.submit_case(case=record, by=by, at=clock.now())
    label(response, record)
    return _shown(record)


def _with(content: Content, case: CaseIn) -> Content:
    changed = replace(content, **case.changes())
    values = [value for one in changed.figures for value in (one.before, one.after) if value is not None]
    if any(value != round(value, 3) for value in map(Decimal, values)):
        raise TooPrecise
    return changed


def _content(case: Case) -> Content:
    return proposed_content(case) or content_of(case)


def _shown(case: Case) -> dict[str, Any]:
    return own(case, _content(case))
