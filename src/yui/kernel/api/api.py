"""What the kernel itself offers: organisations, as everyone may see them, and who one is to the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from django.db.models import Q
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from yui.kernel.access import Actor
from yui.kernel.api.callers import WithToken
from yui.kernel.api.paging import Page, Paging, page_of
from yui.kernel.api.registry import register_router
from yui.kernel.api.texts import Line
from yui.kernel.identity.queries import public_organisations

organisations = Router(tags=["organisations"])
me = Router(tags=["me"])
register_router("/organisations", organisations)
register_router("/me", me)

Kind = Literal["government", "bureau", "vendor", "npo", "university", "association", "operator"]
RefOrCode = Annotated[str, StringConstraints(pattern=r"^([2-9a-hjkmnp-z]{10}|[0-9]{6})$")]


class OrganisationOut(Schema):
    """An organisation."""

    ref: str
    kind: Kind
    name: str
    kana: str
    government_code: str | None = Field(description="全国地方公共団体コード（6けた）。地方公共団体のときだけ")
    prefecture: str
    place: str
    population: int | None
    introduction: str
    website: str


class OrganisationFilter(Schema):
    """Which organisations."""

    kind: Kind | None = Field(None, description="種別")
    prefecture: Line = Field("", description="都道府県の名前")
    name: Line = Field("", description="名前かよみがなの一部")


@organisations.get("", response=Page[OrganisationOut], summary="団体の一覧")
def list_organisations(
    request: HttpRequest, wanted: Query[OrganisationFilter], paging: Query[Paging]
) -> dict[str, Any]:
    """Organisations of every kind, by reading."""
    found = public_organisations()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.prefecture:
        found = found.filter(prefecture=wanted.prefecture)
    if wanted.name:
        found = found.filter(Q(name__contains=wanted.name) | Q(kana__contains=wanted.name))
    return page_of(request, found, paging, order=("kana", "id"), show=shown)


@organisations.get("/{ref_or_code}", response=OrganisationOut, summary="団体")
def get_organisation(request: HttpRequest, ref_or_code: RefOrCode) -> dict[str, Any]:
    """One organisation, by its ref or its local-government code."""
    column = "government_code" if len(ref_or_code) == 6 else "ref"
    found = public_organisations().filter(**{column: ref_or_code}).first()
    if found is None:
        raise Http404
    return shown(found)


def shown(organisation: Any) -> dict[str, Any]:
    """An organisation as it is sent."""
    names = [name for name in OrganisationOut.model_fields if name != "government_code"]
    values = {name: getattr(organisation, name) for name in names}
    return {**values, "government_code": organisation.government_code or None}


class Me(Schema):
    """The token, for whom it acts, and what it may do today."""

    name: str
    organisation: OrganisationOut
    permissions: list[str]


@me.get("", response=Me, auth=WithToken(), summary="このトークン")
def get_me(request: HttpRequest) -> dict[str, Any]:
    """The token of this call."""
    actor: Actor = cast(Any, request).actor
    organisation = public_organisations().get(pk=actor.organisation_id)
    return {"name": actor.name, "organisation": shown(organisation), "permissions": sorted(actor.permissions)}
