"""The public list of needs: narrowed, counted, paged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.paging import Page, asks_first, first_page, page_of
from yui.solving import narrowing
from yui.solving.finding import find
from yui.solving.needs.queries.alike import Alike, reasons_of
from yui.solving.needs.queries.cards import cards_of, public_needs, with_card_alone
from yui.solving.needs.queries.tallies import FIELD, OLD, ORDER, STATE, Tally, current, facets_of, tallied
from yui.solving.needs.queries.words import budget
from yui.solving.needs.rules.sheets import cell

CSV_MOST = 5000
HITS = 20


@dataclass(frozen=True)
class Listing:
    """One page of the list with the ways to narrow it down."""

    page: Page[Any]
    groups: tuple[narrowing.Group, ...]
    chips: list[tuple[Any, str]]
    words: str
    sheet: str
    hits: tuple[Alike, ...]


def listing(request: HttpRequest) -> Listing:
    """The list as the address asks for it; with words, what they find, best first."""
    asked, today = request.GET, localdate()
    tally = tallied(asked, today)
    facets = facets_of(asked)
    words = asked.get("q", "").strip()[:200]
    hits = _found(words, asked) if words else ()
    page = Page([], len(hits), None, None) if words else _page(request, tally, facets, today)
    return Listing(page, tally.groups, narrowing.chips([*facets, OLD], asked), words, _sheet(asked), hits)


def _page(request: HttpRequest, tally: Tally, facets: list[narrowing.Facet], today: date) -> Page[Any]:
    if asks_first(request):
        found = first_page(request, public_needs(tally.first), order=ORDER, total=tally.total)
    else:
        narrowed = narrowing.narrowed(current(request.GET, today), facets, request.GET)
        found = page_of(request, with_card_alone(narrowed), order=ORDER, total=tally.total)
    return replace(found, items=cards_of(found.items))


def rows(asked: QueryDict) -> Iterator[list[str]]:
    """The narrowed list as rows of a sheet, the names of its columns first; no cell starts a formula."""
    yield [str(name) for name in _COLUMNS]
    needs = narrowing.narrowed(current(asked, localdate()), facets_of(asked), asked).select_related("owner")
    for need in needs.order_by(*ORDER)[:CSV_MOST]:
        yield [
            cell(value)
            for value in (
                need.ref,
                need.owner.government_code,
                need.owner.name,
                need.title,
                need.get_field_display(),
                need.get_state_display(),
                need.present,
                need.affected,
                need.affected_count,
                need.wanted,
                budget(need),
                need.fiscal_year,
                localdate(need.published_at) if need.published_at else "",
                need.confirmed_on,
                need.proposals_close_on,
            )
        ]


_COLUMNS = (
    _("番号"),
    _("団体コード"),
    _("団体"),
    _("題"),
    _("分野"),
    _("状態"),
    _("今の様子"),
    _("困っている人"),
    _("困っている人の数"),
    _("どうなればよいか"),
    _("予算"),
    _("年度"),
    _("公開した日"),
    _("確かめた日"),
    _("提案の締切"),
)


def _sheet(asked: QueryDict) -> str:
    """The address of the same list as a sheet."""
    kept = asked.copy()
    for name in ("after", "before", "q"):
        kept.pop(name, None)
    kept["format"] = "csv"
    return f"?{kept.urlencode()}"


def _found(words: str, asked: QueryDict) -> tuple[Alike, ...]:
    filters = {facet.name: facet.chosen(asked) for facet in (FIELD, STATE)}
    found = find(words, kinds=("need",), filters=filters, limit=HITS)
    return tuple(Alike(hit.card, reasons_of(hit)) for hit in found.hits)
