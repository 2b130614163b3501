"""What waits for somebody in services, for the home of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, DateField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.identity.models import Organisation
from yui.kernel.tenancy import Given, compiled
from yui.kernel.web import clock
from yui.kernel.web.navigation import address, address_of
from yui.solving.solutions import rules
from yui.solving.solutions.models import Adoption, Service, TownsWord
from yui.solving.solutions.permissions import Permission
from yui.solving.waiting import MOST_OF_A_KIND, Waiting


def waiting_for(actor: Actor, *, today: date | None = None) -> list[Waiting]:
    """For suppliers, services not confirmed for a year; for towns, claims about them that they have not answered."""
    found: list[Waiting] = []
    if actor.organisation_id is None:
        return found
    if actor.may(Permission.PUBLISH_SERVICE):
        found += _to_confirm(today or clock.today())
    if actor.may(Permission.SAY_USED):
        found += _to_answer(actor.organisation_id)
    return found


def _to_confirm(today: date) -> Iterator[Waiting]:
    for service in _stale().ask(today=today):
        yield Waiting(
            kind="solutions.stale",
            label=_("サービスの紹介がいまも正しいか確かめる"),
            title=service.name,
            url=address_of("solutions:desk_edit", service.ref),
            due_at=service.confirmed_on + timedelta(days=rules.FRESH_DAYS) if service.confirmed_on else None,
            detail=_("1年間確かめられていません。一覧で後ろに並びます。"),
        )


def _to_answer(town: int) -> Iterator[Waiting]:
    for claim in _unanswered().ask(town=town):
        yield Waiting(
            kind="solutions.claimed",
            label=_("サービスを使っているかを答える"),
            title=claim.service_name,
            url=address("solutions:desk_used") or "",
            since_at=claim.created_at,
            detail=_("%(name)sが、使っていると書きました。") % {"name": claim.supplier},
        )


@compiled
def _stale() -> QuerySet[Service]:
    stale = Service.objects.stale_on(Given("today", DateField())).only("ref", "name", "confirmed_on")
    return stale.order_by("confirmed_on")[:MOST_OF_A_KIND]


@compiled
def _unanswered() -> QuerySet[Adoption, Any]:
    town = Given("town", BigIntegerField())
    code = Organisation.published.filter(pk=town).values("government_code")
    claims = Adoption.published.filter(government_code=Subquery(code))
    unanswered = claims.exclude(service_id__in=TownsWord.published.filter(owner_id=town).values("service_id"))
    # Names are looked up for the few that are shown: with joins SQLite begins at all suppliers and sorts.
    supplier = Organisation.published.filter(pk=OuterRef("owner_id")).values("name")[:1]
    service = Service.published.filter(pk=OuterRef("service_id")).values("name")[:1]
    told = unanswered.annotate(service_name=Subquery(service), supplier=Subquery(supplier)).order_by("pk")
    return told.values_list("service_name", "supplier", "created_at", named=True)[:MOST_OF_A_KIND]
