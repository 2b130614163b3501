"""How many public needs there are with each choice of the list, and the first of them: once as long as nothing changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yui.kernel.tenancy import compiled
from yui.kernel.web.paging import first_rows
from yui.solving import narrowing
from yui.solving.counted import counted, stamp
from yui.solving.fields import Field
from yui.solving.needs import directory
from yui.solving.needs.models import PUBLIC_STATES, Need

FIELD = narrowing.Facet("field", "field", _("分野"), Field.choices)
STATE = narrowing.Facet("state", "state", _("状態"), [(state.value, state.label) for state in PUBLIC_STATES])
OLD = narrowing.Facet("old", "", _("新しさ"), [("1", _("半年より前に確かめたものも見る"))])
TOWNS_SHOWN = 12
ORDER = ("-published_at", "-pk")

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Tally:
    """How many needs the list has in all, and its choices with their numbers."""

    total: int
    groups: tuple[narrowing.Group, ...]
    first: tuple[int, ...]
    """The numbers of the needs on the first page, in order, and one more where there is another page behind it."""


def current(asked: QueryDict, today: date) -> Any:
    """The public needs that the list is made of: without those nobody confirmed for half a year, unless asked for."""
    every = Need.published.along_the_index()
    return every if OLD.chosen(asked) else every.lately_confirmed(today)


def facets_of(asked: QueryDict) -> list[narrowing.Facet]:
    """What an address may narrow by. Of the towns those that it names; the tally adds the usual ones."""
    named = directory.names_by_ref(asked.getlist("town")) if "town" in asked else {}
    return [FIELD, STATE, _town(named)]


def tallied(asked: QueryDict, today: date) -> Tally:
    """The numbers for what is asked, counted anew when a public need has changed."""
    facets = facets_of(asked)
    chosen = tuple((facet.name, facet.chosen(asked)) for facet in (*facets, OLD))
    told = counted("needs", _stamp().ask(), (today, chosen), lambda: _counts(asked, facets, today))
    total, counts, towns, first = told
    shown = [FIELD, STATE, _town({**dict(facets[2].choices), **towns}), OLD]
    return Tally(total, narrowing.groups(shown, asked, counts), first)


@compiled
def _stamp() -> QuerySet[Need, tuple[datetime | None, int]]:
    return stamp(Need.published.all(), latest_of=Need.published.along_the_index())


def _counts(
    asked: QueryDict, facets: list[narrowing.Facet], today: date
) -> tuple[int, Counts, dict[str, str], tuple[int, ...]]:
    """All needs, how many there would be with each choice while the others stay, the usual towns, the first needs."""
    counts: Counts = {}
    towns: dict[str, str] = {}
    for facet in facets:
        others = [one for one in facets if one is not facet]
        records = narrowing.narrowed(current(asked, today), others, asked).order_by()
        if facet.name == "town":
            rows = sorted(records.values_list("owner_id").annotate(n=Count("pk")), key=lambda row: (-row[1], row[0]))
            counts["town"], towns = _named(rows, facet)
        else:
            counts[facet.name] = dict(records.values_list(facet.column).annotate(n=Count("pk")))
    every = narrowing.narrowed(Need.published.all(), facets, asked).count()
    lately = narrowing.narrowed(Need.published.lately_confirmed(today), facets, asked).count()
    counts["old"] = {"1": every - lately}
    first = first_rows(narrowing.narrowed(current(asked, today), facets, asked).only("pk"), order=ORDER)
    return (every if OLD.chosen(asked) else lately), counts, towns, tuple(need.pk for need in first)


def _named(rows: list[tuple[int, int]], facet: narrowing.Facet) -> tuple[dict[str, int], dict[str, str]]:
    """The towns with most needs, and those that are asked for, by reference."""
    known = directory.refs_and_names(pk for pk, _n in rows[:TOWNS_SHOWN])
    numbers = {known[pk][0]: n for pk, n in rows[:TOWNS_SHOWN] if pk in known}
    chosen = directory.pks_by_ref(ref for ref, _label in facet.choices if ref not in numbers)
    every = dict(rows)
    return {**numbers, **{ref: every.get(pk, 0) for ref, pk in chosen.items()}}, dict(known.values())


def _town(named: dict[str, str]) -> narrowing.Facet:
    return narrowing.Facet("town", "owner__ref", _("まち"), list(named.items()))
