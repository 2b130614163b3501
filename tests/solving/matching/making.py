"""A small region for tests: a bureau, three towns, their needs, two vendors with services, and what was found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests import factories as make
from tests.solving.needs import making as needs_making
from tests.solving.solutions import making as services
from yui.kernel.access import Actor
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions
from yui.solving.matching.models import Candidate, Introduction
from yui.solving.needs.queries import NeedFacts
from yui.solving.needs.queries import facts as need_facts

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MESSAGE = "聞いたかどうかを世帯ごとに確かめられます。まず三世帯で試してください。"


def bureau() -> Any:
    return make.bureau()


def town(name: str = "霧ヶ沢村", **fields: Any) -> Any:
    return make.town(name, coordinated_by=bureau(), **{"population": 3_124, **fields})


def coordinator() -> Actor:
    return make.coordinator(bureau())


def need(of: Any = None, **changes: Any) -> NeedFacts:
    """A public need of a town that the bureau coordinates."""
    published = needs_making.published(of or town(), at=AT, network="internet", **changes)
    return fresh(published.pk)


def fresh(pk: int) -> NeedFacts:
    """The facts of a need as they are now."""
    with acting_for(None):
        return need_facts([pk])[pk]


def service(of: Any = None, **changes: Any) -> Any:
    return services.published(of, at=AT, **changes)


def found(of: NeedFacts | None = None) -> list[Candidate]:
    """The candidates of a need after all jobs have run."""
    of = of or need()
    run_pending()
    with acting_for(bureau()):
        return list(Candidate.shared.filter(need_id=of.pk).order_by("place"))


def candidate(**changes: Any) -> Candidate:
    """The one service found for the one need."""
    service(**changes)
    return next(one for one in found() if one.kind == "service")


def introduced(**changes: Any) -> Introduction:
    """The town and the vendor brought together."""
    return actions.introduce(candidate=candidate(**changes), message=MESSAGE, by=coordinator(), at=AT)


def for_town(of: Any = None) -> Actor:
    return make.official(of or town())


def for_vendor(of: Any = None) -> Actor:
    return make.supplier(of or make.vendor())
