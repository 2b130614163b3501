"""The public list of services: narrowed by facets with counts, by words, page by page."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yui.kernel.tenancy import compiled
from yui.kernel.web import clock, units
from yui.kernel.web.paging import Page, asks_first, first_page, first_rows, page_of
from yui.kernel.web.words import listed, money
from yui.solving import finding
from yui.solving.counted import counted, stamp
from yui.solving.fields import LABELS, Field
from yui.solving.narrowing import Group, Option
from yui.solving.solutions import rules
from yui.solving.solutions.models import Network, Service
from yui.solving.solutions.queries.facts import ServiceFacts, facts

FRESH_FIRST = (0, 1)
"""The values of `stale`: services of a year ago stand behind."""
FOUND_BY_WORDS = 300
"""Services that a search by words looks at; beyond them nobody reads."""


@dataclass(frozen=True)
class Row:
    """A service in a list."""

    facts: ServiceFacts
    field_labels: tuple[Any, ...]
    price_in_words: str
    exit_in_words: str


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """Read from `?q=…&field=…&cloud=…`; what no group knows is left out."""
        groups = _groups()
        chosen = {
            name: tuple(dict.fromkeys(value for value in request.GET.getlist(name) if value in group[1]))
            for name, group in groups.items()
        }
        return cls(request.GET.get("q", "").strip()[:200], {name: values for name, values in chosen.items() if values})

    def address(self, **changes: tuple[str, ...]) -> str:
        """The address of the list with these choices instead."""
        chosen = {**(self.chosen or {}), **changes}
        pairs = [("q", self.words)] if self.words else []
        return "?" + urlencode(pairs + [(name, value) for name, values in chosen.items() for value in values])


@dataclass(frozen=True)
class Listing:
    """A page of the list, ready to print."""

    asked: Asked
    page: Page[Any]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    chips: tuple[tuple[Any, str], ...]


def listing(request: HttpRequest, *, today: date | None = None) -> Listing:
    """The page that the address asks for: fresh services first, equals in an order that favours nobody."""
    day = today or clock.today()
    asked = Asked.of(request)
    wanted = _wanted(asked, day)
    found, groups = _grouped(asked, wanted, day)
    page = _page(request, asked, wanted, found)
    told = facts([service.pk for service in page.items], today=day)
    return Listing(
        asked=asked,
        page=page,
        rows=tuple(row_of(told[service.pk]) for service in page.items if service.pk in told),
        groups=groups,
        chips=tuple(_chips(asked)),
    )


def _page(request: HttpRequest, asked: Asked, wanted: _Wanted, found: Mapping[str, Any]) -> Page[Any]:
    if asks_first(request):
        return first_page(request, found["first"], order=wanted.order, total=found["total"])
    return page_of(request, wanted.narrowed(asked), order=wanted.order, total=found["total"], turns=FRESH_FIRST)


def rows_for_file(request: HttpRequest) -> Iterator[list[Any]]:
    """The whole narrowed list as rows of a table, its head first."""
    yield [
        _("名前"), _("一文で言うと"), _("提供する団体"), _("分野"), _("はじめの費用"), _("はじめの費用の単位"), _("運用の費用"),
        _("運用の費用の単位"), _("クラウド"), _("回線"), _("出口"), _("使っている団体のコード"), _("確かめた日"),
    ]  # fmt: skip
    asked = Asked.of(request)
    wanted = _wanted(asked, clock.today())
    pks = list(wanted.narrowed(asked).order_by(*wanted.order).values_list("pk", flat=True))
    for start in range(0, len(pks), 500):
        told = facts(pks[start : start + 500])
        for one in told.values():
            yield [
                one.name, one.summary, one.owner_name, "・".join(map(str, labels_of(one.fields))), one.initial_yen, one.initial_unit,
                one.running_yen, one.running_unit, _("はい") if one.cloud else _("いいえ"), one.network, exit_in_words(one),
                " ".join(one.adopters), one.confirmed_on,
            ]  # fmt: skip


def row_of(one: ServiceFacts) -> Row:
    """A service as a list shows it."""
    return Row(one, labels_of(one.fields), price_in_words(one), exit_in_words(one))


def labels_of(fields: Iterable[str]) -> tuple[Any, ...]:
    """The names of fields."""
    return tuple(LABELS[value] for value in fields if value in LABELS)


def price_in_words(one: ServiceFacts) -> str:
    """はじめ 380,000円、運用 900円/世帯・年."""
    return _("はじめ %(initial)s、運用 %(running)s") % {
        "initial": _amount(one.price.initial, one.price.initial_unit),
        "running": _amount(one.price.running, one.price.running_unit),
    }


def exit_in_words(one: ServiceFacts) -> str:
    """Whether and how data come out again; that none do is said plainly."""
    if one.export_formats:
        return listed(one.export_formats)
    return _("書き出せません。%(reason)s") % {"reason": one.export_note}


def _amount(yen: int | None, unit: str) -> str:
    if yen is None:
        return _("書かれていません")
    return f"{money(yen)}{units.in_words(unit.removeprefix('円'))}" if yen else _("0円")


@dataclass(frozen=True)
class _Wanted:
    """The services with the words that were asked for: by number, the place that the search gave each; None without."""

    today: date
    places: Mapping[int, int] | None = None

    @property
    def order(self) -> tuple[str, ...]:
        return ("stale", "place" if self.places is None else "rank", "pk")

    @property
    def services(self) -> QuerySet[Service]:
        services: QuerySet[Service] = Service.published.by_freshness(self.today).with_listed()
        if self.places is None:
            return services
        # What a year has not confirmed stands one step behind its neighbours, not behind everything.
        whens = (When(pk=pk, then=Value(place)) for pk, place in self.places.items())
        rank = Case(*whens, output_field=IntegerField()) if self.places else Value(0)
        return services.filter(pk__in=self.places).annotate(rank=rank)

    def narrowed(self, asked: Asked) -> QuerySet[Service]:
        """Those that fit the choices: whole rows, with long texts, would be carried through the sorting of them all."""
        return self.services.filter(_condition(asked.chosen or {})).only("pk", "place")

    def counted(self, asked: Asked) -> dict[str, Any]:
        """The numbers of the choices, and `first`: where the services of the first page stand in the order."""
        first = first_rows(self.narrowed(asked), order=self.order, turns=FRESH_FIRST)
        places = tuple(SimpleNamespace(**{name: getattr(one, name) for name in self.order}) for one in first)
        return {**self.services.aggregate(**_counts(asked.chosen or {})), "first": places}


def _wanted(asked: Asked, today: date) -> _Wanted:
    if not asked.words:
        return _Wanted(today)
    found = finding.find(asked.words, kinds=["service"], limit=FOUND_BY_WORDS)
    return _Wanted(today, {hit.card.pk: place for place, hit in enumerate(found.hits)})


@functools.cache
def _groups() -> dict[str, tuple[Any, dict[str, tuple[Any, Q]]]]:
    """Each group of choices: its name, and for each value its label and what it asks of a service.

    Made once a process, because nothing in it changes; the labels find their language when they are printed.
    """
    yes_no = {"yes": (gettext_lazy("はい"), Q(cloud=True)), "no": (gettext_lazy("いいえ"), Q(cloud=False))}
    exits = {
        "yes": (gettext_lazy("書き出せる"), ~Q(formats_text="[]")),
        "no": (gettext_lazy("書き出せない"), Q(formats_text="[]")),
    }
    return {
        "field": (gettext_lazy("分野"), {f.value: (f.label, Q(fields_text__contains=f'"{f.value}"')) for f in Field}),
        "cloud": (gettext_lazy("クラウド"), yes_no),
        "network": (gettext_lazy("回線"), {n.value: (n.label, Q(network=n.value)) for n in Network}),
        "exit": (gettext_lazy("出口（データの書き出し）"), exits),
        "price": (gettext_lazy("運用の費用の数えかた"), _price_choices()),
        "fresh": (gettext_lazy("確かめた時期"), {"yes": (gettext_lazy("1年以内"), Q(stale=0))}),
    }


def _price_choices() -> dict[str, tuple[Any, Q]]:
    free = Q(running_yen=0)
    flat = Q(running_per=rules.Per.FLAT) & ~free
    return {
        "free": (gettext_lazy("かからない"), free),
        "flat": (gettext_lazy("定額"), flat),
        "counted": (gettext_lazy("人や世帯や台の数による"), ~free & ~Q(running_per=rules.Per.FLAT)),
    }


def _condition(chosen: Mapping[str, tuple[str, ...]], *, without: str = "") -> Q:
    condition = Q()
    for name, (_label, choices) in _groups().items():
        values = chosen.get(name, ())
        if values and name != without:
            any_of = Q()
            for value in values:
                any_of |= choices[value][1]
            condition &= any_of
    return condition


def _grouped(asked: Asked, wanted: _Wanted, day: date) -> tuple[Mapping[str, Any], tuple[Group, ...]]:
    """How long the list is and how it begins; its choices with their counts, within a group as if none were chosen."""
    chosen = asked.chosen or {}
    # What words find changes a moment after the services do, when the search has read them.
    depends = (asked.words, tuple(wanted.places or ()), tuple(sorted(chosen.items())), day)
    found = counted("services", _stamp().ask(), depends, lambda: wanted.counted(asked))
    groups = (
        Group(label, tuple(_options(asked, name, choices, found))) for name, (label, choices) in _groups().items()
    )
    return found, tuple(groups)


def _options(
    asked: Asked, name: str, choices: Mapping[str, tuple[Any, Q]], found: Mapping[str, Any]
) -> Iterator[Option]:
    taken = (asked.chosen or {}).get(name, ())
    for value, (words, _condition_of) in choices.items():
        count = found[f"{name}_is_{value}"]
        if count or value in taken:
            yield Option(words, count, _toggled(asked, name, value), value in taken)


def _counts(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, Count]:
    """All counts, so that one query answers them."""
    every = {"total": Count("pk", filter=_condition(chosen))}
    for name, (_label, choices) in _groups().items():
        others = _condition(chosen, without=name)
        every |= {
            f"{name}_is_{value}": Count("pk", filter=others & condition) for value, (_w, condition) in choices.items()
        }
    return every


@compiled
def _stamp() -> QuerySet[Service, tuple[datetime | None, int]]:
    return stamp(Service.published.all())


def _toggled(asked: Asked, name: str, value: str) -> str:
    taken = (asked.chosen or {}).get(name, ())
    rest = tuple(one for one in taken if one != value)
    return asked.address(**{name: rest if value in taken else (*taken, value)})


def _chips(asked: Asked) -> Iterator[tuple[Any, str]]:
    for name, values in (asked.chosen or {}).items():
        choices = _groups()[name][1]
        yield from ((choices[value][0], _toggled(asked, name, value)) for value in values)
