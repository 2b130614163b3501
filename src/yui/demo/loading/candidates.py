"""Candidates of the demo region: found by the same search and the same weighing as everywhere, none is written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from yui.demo.loading.known import Known
from yui.demo.written import moment
from yui.kernel.access import Actor
from yui.kernel.tenancy import acting_for
from yui.solving.finding import reindex_words
from yui.solving.matching import actions
from yui.solving.matching.permissions import Permission
from yui.solving.matching.seeking import seek
from yui.solving.needs import queries as needs
from yui.solving.needs.queries import NeedFacts


def find_for_early_needs(known: Known) -> None:
    """Find services for the needs that soon go on: those introduced to one, and those that look for nobody today."""
    introduced = {row["need"] for row in known.written.rows("introductions") if "service" in row}
    rows = known.written.rows("needs")
    _find(known, [row for row in rows if row["key"] in introduced or row["state"] not in actions.STILL_LOOKING])


def find(known: Known) -> None:
    """Find candidates for every need that still looks, among all that is public."""
    _find(known, known.written.rows("needs"))


def _find(known: Known, rows: list[dict[str, Any]]) -> None:
    reindex_words()
    for row in rows:
        with acting_for(None):
            pk = known.rooms["needs"][row["key"]].pk
            need = needs.facts([pk]).get(pk)
            found = seek(need) if need and need.state in actions.STILL_LOOKING else []
        if need and found:
            finder = Actor.system(of=need.owner_id, permissions=frozenset({str(Permission.FIND_CANDIDATES)}))
            actions.keep_candidates(need=need, found=found, by=finder, at=moment(row["published_on"], 12))


def group(known: Known) -> None:
    """Say which needs of different towns are alike, as the coordinator did."""
    rows = known.written.rows("needs")
    published: dict[str, date] = {row["key"]: row["published_on"] for row in rows if "published_on" in row}
    for row in known.written.rows("needs", "groups"):
        alike = [key for key in row["needs"] if key in published]
        with acting_for(None):
            facts = needs.facts(known.rooms["needs"][key].pk for key in alike)
        members: list[NeedFacts] = list(facts.values())
        if len({one.owner_id for one in members}) > 1:
            day = max(published[key] for key in alike) + timedelta(days=2)
            coordinator = known.actor(known.written.rows("introductions")[0]["coordinator"])
            actions.form_group(
                name=row["name"], note=row["note"], needs=members, by=coordinator,
                at=moment(min(day, known.written.today), 9),
            )  # fmt: skip
