"""What the pages of the portal show, prepared for printing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.identity.models import Organisation
from yui.sites.portal.questions import FACETS, SIZE, Asked
from yui.solving import finding
from yui.solving.fields import LABELS
from yui.solving.finding import Card, Found, FoundHit
from yui.solving.narrowing import Group, Option

FACET_LABELS = {
    "field": _("分野"),
    "prefecture": _("都道府県"),
    "size_class": _("人口"),
    "state": _("状態"),
    "cloud": _("クラウド"),
}
SIZES = {
    "xs": _("5千人未満"),
    "s": _("5千〜1万人"),
    "m": _("1万〜5万人"),
    "l": _("5万〜10万人"),
    "xl": _("10万人以上"),
}
STATES = {
    "public": _("公開"),
    "questions_closed": _("質問受付終了"),
    "proposals_closed": _("提案締切"),
    "selection": _("選考"),
    "trial": _("実証"),
    "adopted": _("導入"),
    "declined": _("見送り"),
    "published": _("提供中"),
    "stale": _("1年以上確かめられていません"),
    "running": _("実施中"),
    "measuring": _("測定中"),
    "finished": _("終了"),
}
MOST_OPTIONS = 12
YES_NO = {"yes": _("はい"), "no": _("いいえ")}


@dataclass(frozen=True)
class Neighbours:
    """How many there are in all, and the addresses of the pages before and after."""

    total: int
    previous: str | None
    next: str | None


@dataclass(frozen=True)
class SearchPage:
    """The answer to a search."""

    asked: Asked
    hits: tuple[FoundHit, ...]
    kinds: tuple[tuple[Any, str, bool], ...]
    groups: tuple[Group, ...]
    chips: tuple[tuple[Any, str], ...]
    paging: Neighbours
    unsure: bool


@dataclass(frozen=True)
class Shelf:
    """The latest or best few records of a kind."""

    kind: str
    label: Any
    cards: tuple[Card, ...]
    total: int
    href: str


def search_page(asked: Asked) -> SearchPage:
    """Everything public that answers a question, with what narrows it down."""
    known = {source.kind for source in finding.every_source()}
    kinds = [asked.kind] if asked.kind in known else []
    found = finding.find(asked.text, kinds=kinds, filters=asked.chosen, limit=SIZE, offset=(asked.number - 1) * SIZE)
    return SearchPage(
        asked=asked,
        hits=found.hits,
        kinds=_kinds(asked),
        groups=tuple(group for name in FACETS if (group := _group(asked, name, found)).options),
        chips=tuple(
            (label_of(name, value), asked.toggled(name, value).address)
            for name, values in asked.chosen.items()
            for value in values
        ),
        paging=_neighbours(asked, found.total),
        unsure=bool(asked.text) and found.confidence == "none" and not (found.hits and found.hits[0].words),
    )


def shelves(*, filters: dict[str, list[str]] | None = None, limit: int = 3, leave_out: str = "") -> tuple[Shelf, ...]:
    """A few records of each kind that pass the filters; kinds without any are left out."""
    wanted = (source for source in finding.every_source() if source.kind != leave_out)
    found = ((one, finding.find("", kinds=[one.kind], filters=filters, limit=limit, remember=True)) for one in wanted)
    return tuple(
        Shelf(
            source.kind,
            source.label,
            tuple(hit.card for hit in answer.hits),
            answer.total,
            Asked("", source.kind, {name: tuple(values) for name, values in (filters or {}).items()}, 1).address,
        )
        for source, answer in found
        if answer.hits
    )


def towns() -> list[Organisation]:
    """The governments that take part, in the order of their codes."""
    return list(Organisation.published.governments().filter(active=True).order_by("government_code"))


def label_of(facet: str, value: str) -> Any:
    """A value of a facet in words."""
    return _LABELS.get(facet, {}).get(value, value)


_LABELS: dict[str, dict[str, Any]] = {"field": LABELS, "size_class": SIZES, "cloud": YES_NO, "state": STATES}


def _kinds(asked: Asked) -> tuple[tuple[Any, str, bool], ...]:
    every = [(_("すべて"), asked.of_kind("").address, not asked.kind)]
    return (*every, *((s.label, asked.of_kind(s.kind).address, asked.kind == s.kind) for s in finding.every_source()))


def _group(asked: Asked, name: str, found: Found) -> Group:
    counts = found.facets.get(name, {})
    held = asked.chosen.get(name, ())
    every = sorted({*counts, *held} - {""}, key=lambda value: (-counts.get(value, 0), value))
    values = every[:MOST_OPTIONS]
    options = (
        Option(label_of(name, value), counts.get(value, 0), address, value in held)
        for value, address in zip(values, asked.toggles(name, values), strict=True)
    )
    return Group(FACET_LABELS[name], tuple(options))


def _neighbours(asked: Asked, total: int) -> Neighbours:
    earlier = asked.on_page(asked.number - 1).address if asked.number > 1 else None
    later = asked.on_page(asked.number + 1).address if asked.number * SIZE < total else None
    return Neighbours(total, earlier, later)
