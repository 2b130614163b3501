"""Services of the demo region."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from yui.demo.loading.known import Known
from yui.demo.written import moment
from yui.solving.solutions.actions import draft_service, publish_service, say_used
from yui.solving.solutions.rules import Draft, Per, Period, Price

_PER = {
    "円": Per.FLAT,
    "円/台": Per.DEVICE,
    "円/施設": Per.FACILITY,
    "円/世帯": Per.HOUSEHOLD,
    "円/人": Per.USER,
    "円/校": Per.SCHOOL,
    "円/回": Per.USE,
}


def load(known: Known) -> None:
    """Publish every service on the day its supplier last confirmed it."""
    services = known.rooms.setdefault("services", {})
    mails = {row["key"]: row["mail"] for row in known.written.rows("organisations")}
    for row in known.written.rows("services"):
        actor = known.anybody(row["supplier"])
        at = moment(row["confirmed_on"], 11)
        service = draft_service(
            draft=_draft(row, mails[row["supplier"]]),
            adopters=[known.codes[key] for key in row["adopters"]],
            by=actor,
            at=at - timedelta(days=1),
        )
        services[row["key"]] = publish_service(service=service, by=actor, at=at)
        for key in row["adopters"]:
            say_used(service=service, uses=True, by=known.manager(key), at=at)


def _draft(row: dict[str, Any], mail: str) -> Draft:
    price = row["price"]
    return Draft(
        name=row["name"],
        summary=row["summary"],
        body=row["body"],
        fields=tuple(row["fields"]),
        functions=tuple(row["functions"]),
        price=Price(
            initial=price["initial"],
            initial_per=_per(price["initial_unit"]),
            running=price["running"],
            running_per=_per(price["running_unit"]),
            period=Period.YEAR,
        ),
        cloud=row["cloud"],
        network=row["network"],
        standards=tuple(row["standards"]),
        export_formats=tuple(row["export_formats"]),
        export_note=row.get("export_note", ""),
        accessibility=row["accessibility"],
        website=row["url"],
        inquiry_mail=mail,
    )


def _per(unit: str) -> Per:
    """円/世帯・年 → a household: the year is told beside it."""
    return _PER[unit.removesuffix("・年").removesuffix("/年")]
