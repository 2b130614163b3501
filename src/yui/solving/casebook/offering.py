"""What coordinators weigh of cases: towns that have solved it already, and what came of the services they used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from yui.solving.casebook.queries import CaseFacts, facts, using
from yui.solving.matching.extensions import Offer
from yui.solving.matching.rules.weighing import Offered, Result
from yui.solving.needs.queries import NeedFacts


def cases(pks: Iterable[int], _need: NeedFacts) -> dict[int, Offer]:
    """Public cases with their outcomes; `seeking` leaves a town's own out, of every kind."""
    return {
        pk: Offer(
            title=one.title,
            url=one.url,
            partner_id=one.owner_id,
            offered=Offered(
                kind="case",
                pk=pk,
                fields=one.fields,
                prefecture=one.prefecture,
                size_class=one.size_class,
                results=_of(one),
            ),
        )
        for pk, one in facts(pks).items()
    }


def of_services(kind: str, pks: Iterable[int]) -> Mapping[int, tuple[Result, ...]]:
    """What public cases tell of the services they used; each town is named."""
    if kind != "service":
        return {}
    return {
        service: tuple(result for case in told for result in _of(case, named=True))
        for service, told in using(pks).items()
    }


def _of(case: CaseFacts, *, named: bool = False) -> tuple[Result, ...]:
    where = _("%(place)sの") % {"place": case.place} if named and case.place else ""
    return tuple(
        Result(
            _("%(where)s%(name)sは%(told)s") % {"where": where, "name": one.name, "told": one.short}, one.change.good
        )
        for one in case.figures
    )
