"""The kinds of candidates this room knows by itself: services and other towns' needs."""

from __future__ import annotations

from collections.abc import Iterable

from yui.kernel.identity.queries import public_organisations
from yui.solving.matching.registry import Offer, outcomes_of
from yui.solving.matching.rules.weighing import Offered, User
from yui.solving.needs import queries as needs
from yui.solving.needs.queries import NeedFacts
from yui.solving.solutions import queries as solutions
from yui.solving.solutions.queries import ServiceFacts


def services(pks: Iterable[int], need: NeedFacts) -> dict[int, Offer]:
    """Published services with what they would cost the town of the need."""
    found = solutions.facts(pks)
    sizes = sizes_of({adopter.code for one in found.values() for adopter in one.used_by})
    results = outcomes_of("service", found)
    return {
        pk: Offer(
            title=one.name,
            url=one.url,
            partner_id=one.owner_id,
            offered=Offered(
                kind="service",
                pk=pk,
                fields=one.fields,
                prefecture=one.prefecture,
                network=one.network,
                first_year=solutions.first_year_cost(one, need.population),
                five_years=solutions.cost_over(one, 5, need.population),
                users=_users(one, sizes),
                results=results.get(pk, ()),
                stale=one.stale,
            ),
        )
        for pk, one in found.items()
    }


def alike_needs(pks: Iterable[int], _need: NeedFacts) -> dict[int, Offer]:
    """Public needs; `seeking` leaves a town's own out, of every kind."""
    return {
        pk: Offer(
            title=one.title,
            url=one.url,
            partner_id=one.owner_id,
            offered=Offered(
                kind="need", pk=pk, fields=(one.field,), prefecture=one.prefecture, size_class=one.size_class
            ),
        )
        for pk, one in needs.facts(pks).items()
    }


def sizes_of(codes: Iterable[str]) -> dict[str, str]:
    """The class of population of the governments that are organisations here."""
    rows = public_organisations().governments().filter(government_code__in=list(codes))
    return {row.government_code: row.size_class for row in rows}


def _users(one: ServiceFacts, sizes: dict[str, str]) -> tuple[User, ...]:
    return tuple(User(user.code, user.name, user.prefecture, sizes.get(user.code, "")) for user in one.used_by)
