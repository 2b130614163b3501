"""Up to four services side by side, with what each would cost a chosen town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yui.kernel.identity.queries import public_organisations
from yui.kernel.web import units
from yui.kernel.web.words import listed, long_date, money, number, signed
from yui.solving.solutions import rules
from yui.solving.solutions.models import Network, Service
from yui.solving.solutions.queries.facts import ServiceFacts, facts, town_of
from yui.solving.solutions.queries.listing import exit_in_words, labels_of, price_in_words
from yui.solving.solutions.rules import Town

MOST_COMPARED = 4


@dataclass(frozen=True)
class Line:
    """One thing compared, a value for each service."""

    label: Any
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Comparison:
    """The page: the services, their lines, and the town whose costs are shown."""

    services: tuple[ServiceFacts, ...]
    lines: tuple[Line, ...]
    costs: tuple[Line, ...]
    town: Any
    towns: tuple[tuple[str, str], ...]
    count: int | None
    counted: tuple[str, ...]
    basis: str


def comparison(refs: Sequence[str], *, town: str = "", count: int | None = None) -> Comparison:
    """Compare published services by their refs, in that order; `town` is the code of a government of this installation."""
    wanted = list(dict.fromkeys(refs))[:MOST_COMPARED]
    pks = dict(Service.published.filter(ref__in=wanted).values_list("ref", "pk"))
    told = facts(pks.values())
    services = tuple(told[pks[ref]] for ref in wanted if ref in pks)
    governments = _governments()
    chosen = next((one for one in governments if one.government_code == town), None)
    numbers = town_of(chosen, count=count) if chosen else Town(count=count)
    return Comparison(
        services=services,
        lines=tuple(_lines(services)),
        costs=tuple(_costs(services, numbers)) if chosen else (),
        town=chosen,
        towns=tuple((one.government_code, one.name) for one in governments),
        count=count,
        counted=tuple(dict.fromkeys(units.alone(one.price.counted) for one in services if one.price.counted)),
        basis=_basis(numbers) if chosen else "",
    )


def _governments() -> list[Any]:
    return list(public_organisations().governments().exclude(government_code="").order_by("government_code"))


def _lines(services: Sequence[ServiceFacts]) -> list[Line]:
    rows: list[tuple[Any, Any]] = [
        (_("提供する団体"), lambda s: s.owner_name),
        (_("分野"), lambda s: listed(labels_of(s.fields))),
        (_("できること"), lambda s: listed(s.functions)),
        (_("値段"), price_in_words),
        (_("クラウド"), lambda s: _("はい") if s.cloud else _("いいえ")),
        (_("回線"), lambda s: Network(s.network).label if s.network else None),
        (_("従う標準"), lambda s: listed(s.standards)),
        (_("出口（データの書き出し）"), exit_in_words),
        (_("使いやすさへの配慮"), lambda s: s.accessibility),
        (_("使っている団体（まちが確認）"), lambda s: listed(one.name for one in s.used_by)),
        (_("使っている団体（事業者の申告）"), lambda s: listed(one.name for one in s.claimed_by)),
        (_("確かめた日"), lambda s: long_date(s.confirmed_on) or None),
    ]
    return [Line(label, tuple(read(service) for service in services)) for label, read in rows]


def _costs(services: Sequence[ServiceFacts], town: Town) -> list[Line]:
    """What each costs the town, and how it lies to the first of them, with its sign."""
    first = [rules.cost_over(s.price, town, 1) for s in services]
    five = [rules.cost_over(s.price, town, 5) for s in services]
    against = [None if index == 0 else _difference(cost, five[0]) for index, cost in enumerate(five)]
    return [
        Line(_("はじめの費用"), tuple(_cost_in_words(rules.initial_cost(s.price, town)) for s in services)),
        Line(_("1年の運用"), tuple(_cost_in_words(rules.yearly_cost(s.price, town)) for s in services)),
        Line(_("初年度の合計"), tuple(_cost_in_words(cost) for cost in first)),
        Line(_("5年の合計"), tuple(_cost_in_words(cost) for cost in five)),
        Line(_("5年の合計の差（左端と比べて）"), tuple(against)),
    ]


def _cost_in_words(cost: int | None) -> str:
    return _("数によります") if cost is None else money(cost)


def _difference(cost: int | None, other: int | None) -> str | None:
    return None if cost is None or other is None else signed(cost - other, _("円"))


def _basis(town: Town) -> str:
    households = rules.households_of(town)
    about = "" if town.households is not None else _("約")
    return _("人口%(people)s人、%(about)s%(households)s世帯として計算しています。") % {
        "people": number(town.population),
        "about": about,
        "households": number(households),
    }
