"""Services for tests, complete and with telling names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tests import factories as make
from yui.kernel.identity.models import Organisation
from yui.solving.solutions import actions
from yui.solving.solutions.models import Service
from yui.solving.solutions.rules import Draft, Price

AT = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
TELEPHONE = Draft(
    name="ことづて電話",
    summary="役場の知らせを固定電話に声で届け、聞いたかどうかを世帯ごとに確かめる。",
    body="職員が文章を入力すると、合成音声が登録された固定電話へ順に電話をかける。",
    fields=("recovery", "elderly"),
    functions=("一斉音声発信", "聞き取りの確認"),
    price=Price(initial=380_000, running=900, running_per="household"),
    cloud=True,
    network="internet",
    standards=("CAP 1.2",),
    export_formats=("CSV", "JSON"),
    accessibility="音声の速さを三段階から選べる。",
)


def drafted(of: Organisation | None = None, **changes: Any) -> Service:
    """A service that its supplier still writes."""
    adopters = changes.pop("adopters", ())
    by, at = make.supplier(of or make.vendor()), changes.pop("at", AT)
    return actions.draft_service(draft=replace(TELEPHONE, **changes), adopters=adopters, by=by, at=at)


def published(of: Organisation | None = None, **changes: Any) -> Service:
    """A service that everybody can read; `users` are codes of towns that say themselves that they use it."""
    at = changes.get("at", AT)
    users = changes.pop("users", ())
    service = drafted(of, **{"adopters": users, **changes})
    actions.publish_service(service=service, by=make.supplier(of or make.vendor()), at=at)
    for code in users:
        town = Organisation.published.of_code(code).first() or make.town(f"{code}のまち", government_code=code)
        actions.say_used(service=service, uses=True, by=make.official(town), at=at)
    return service
