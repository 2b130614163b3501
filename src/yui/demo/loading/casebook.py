"""Cases of the demo region, and of its neighbours."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from yui.demo.loading.known import Known
from yui.demo.written import moment
from yui.kernel.access import Actor
from yui.solving.casebook.actions import draft_case, publish_case, submit_case
from yui.solving.casebook.rules import Companion, Content, Figure, contact_of

_WRITTEN = (
    *("title", "summary", "field", "year", "problem", "purpose", "done", "result", "cost"),
    *("not_worked", "advice"),
)


def load(known: Known) -> None:
    """Write, review and publish every case in the order written, a few days apart, the latest first."""
    cases = known.rooms.setdefault("cases", {})
    for number, row in enumerate(known.written.rows("cases")):
        day = _published_on(known.written.today, row["year"], number)
        writer, reader = known.official(row["place"]), known.manager(row["place"])
        project = known.rooms["projects"].get(row.get("project", ""))
        case = draft_case(
            content=_content(known, row, writer), by=writer, at=moment(day - timedelta(days=9), 14), project=project
        )
        submit_case(case=case, by=writer, at=moment(day - timedelta(days=7), 16))
        cases[row["key"]] = publish_case(case=case, by=reader, at=moment(day, 9))


def _published_on(today: date, year: int, number: int) -> date:
    """A day of the year that the case tells of, never in the future."""
    if year >= today.year:
        return today - timedelta(days=6 + 5 * number)
    return date(year, 12, 20) - timedelta(days=3 * number)


def _content(known: Known, row: dict[str, Any], writer: Actor) -> Content:
    town = known.organisations[row["place"]]
    return Content(
        **{name: row[name] for name in _WRITTEN},
        **{name: row.get(name, "") for name in ("constraints", "upkeep", "spread")},
        place=town.name,
        government_code=town.government_code,
        prefecture=town.prefecture,
        population=town.population,
        size_class=town.size_class,
        cost_yen=row.get("cost_yen"),
        effort_hours=row.get("effort_hours"),
        contact=contact_of(known.post_of(writer), town.name),
        figures=tuple(_figure(one) for one in row.get("indicators", ())),
        companions=tuple(_companion(known, one) for one in row.get("partners", ())),
        services=tuple(known.rooms["services"][key].pk for key in row.get("services", ())),
    )


def _figure(row: dict[str, Any]) -> Figure:
    before, after = (None if row.get(name) is None else Decimal(str(row[name])) for name in ("before", "after"))
    return Figure(row["name"], row["unit"], row["better"], before, after)


def _companion(known: Known, key: str) -> Companion:
    organisation = known.organisations.get(key)
    return Companion(
        organisation.name if organisation else key, organisation_id=organisation.pk if organisation else None
    )
