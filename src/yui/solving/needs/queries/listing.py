"""The public list of needs: narrowed, counted, paged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.paging import Page, page_of
from yui.solving import narrowing
from yui.solving.fields import Field
from yui.solving.finding import find
from yui.solving.needs import directory
from yui.solving.needs.models import PUBLIC_STATES, Need
from yui.solving.needs.queries.alike import Alike, reasons_of
from yui.solving.needs.queries.cards import cards_of
from yui.solving.needs.queries.words import budget
from yui.solving.needs.rules.sheets import cell

TOWNS_SHOWN = 12
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
    facets = _facets(asked)
    words = asked.get("q", "").strip()[:200]
    narrowed = narrowing.narrowed(_current(asked, today), facets, asked)
    if words:
        hits = _found(words, asked)
        page: Page[Any] = Page([], len(hits), None, None)
    else:
        hits, found = (), page_of(request, narrowed.select_related("owner"), order=("-published_at", "-pk"))
        page = replace(found, items=cards_of(found.items))
    counts = _counts(asked, facets, today)  # names the usual towns too, so it comes before the groups
    shown = [*facets, _OLD]
    return Listing(
        page, narrowing.groups(shown, asked, counts), narrowing.chips(shown, asked), words, _sheet(asked), hits
    )


def rows(asked: QueryDict) -> Iterator[list[str]]:
    """The narrowed list as rows of a sheet, the names of its columns first; no cell starts a formula."""
    yield [str(name) for name in _COLUMNS]
    needs = narrowing.narrowed(_current(asked, localdate()), _facets(asked), asked).select_related("owner")
    for need in needs.order_by("-published_at", "-pk")[:CSV_MOST]:
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
_FIELD = narrowing.Facet("field", "field", _("分野"), Field.choices)
_STATE = narrowing.Facet("state", "state", _("状態"), [(state.value, state.label) for state in PUBLIC_STATES])
_OLD = narrowing.Facet("old", "", _("新しさ"), [("1", _("半年より前に確かめたものも見る"))])


def _current(asked: QueryDict, today: date) -> Any:
    return Need.published.all() if _OLD.chosen(asked) else Need.published.lately_confirmed(today)


def _facets(asked: QueryDict) -> list[narrowing.Facet]:
    """Field, state and town; of the towns the known ones that the address names, the counts bring the others."""
    named = directory.names_by_ref(asked.getlist("town")) if "town" in asked else {}
    return [_FIELD, _STATE, narrowing.Facet("town", "owner__ref", _("まち"), list(named.items()))]


def _counts(asked: QueryDict, facets: list[narrowing.Facet], today: date) -> dict[str, dict[str, int]]:
    """How many there would be with each choice, the other facets as they are. Adds the usual towns to the last facet."""
    found = {}
    for facet in facets:
        others = [one for one in facets if one is not facet]
        records = narrowing.narrowed(_current(asked, today), others, asked)
        if facet.name == "town":
            found["town"] = _towns(records, facet)
        else:
            found[facet.name] = dict(records.order_by().values_list(facet.column).annotate(n=Count("pk")))
    every = narrowing.narrowed(Need.published.all(), facets, asked).count()
    shown = narrowing.narrowed(Need.published.lately_confirmed(today), facets, asked).count()
    return {**found, "old": {"1": every - shown}}


def _towns(records: Any, facet: narrowing.Facet) -> dict[str, int]:
    counted = list(records.order_by().values_list("owner__ref", "owner__name").annotate(n=Count("pk")))
    chosen = {ref for ref, _label in facet.choices}
    shown = sorted(counted, key=lambda row: -row[2])[:TOWNS_SHOWN]
    choices: Any = facet.choices
    choices.extend((ref, name) for ref, name, _n in shown if ref not in chosen)
    return {ref: n for ref, _name, n in counted}


def _sheet(asked: QueryDict) -> str:
    """The address of the same list as a sheet."""
    kept = asked.copy()
    for name in ("after", "before", "q"):
        kept.pop(name, None)
    kept["format"] = "csv"
    return f"?{kept.urlencode()}"


def _found(words: str, asked: QueryDict) -> tuple[Alike, ...]:
    filters = {facet.name: facet.chosen(asked) for facet in (_FIELD, _STATE)}
    found = find(words, kinds=("need",), filters=filters, limit=HITS)
    return tuple(Alike(hit.card, reasons_of(hit)) for hit in found.hits)
