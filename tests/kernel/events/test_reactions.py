"""Events: heard if and only if what they tell was committed, and heard for the organisation it happened in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tests import factories as make
from yui.kernel.events import Event, every_event, publish, reaction, registry
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for, current_scope

heard: list[tuple[int, int | None]] = []
stumbles: list[int] = []


@dataclass(frozen=True)
class BellRang(Event):
    """A bell rang."""

    times: int


def _listening(*, stumbling: bool) -> None:
    @reaction(BellRang)
    def hear(event: BellRang) -> None:
        scope = current_scope()
        heard.append((event.times, scope.organisation_id if scope else None))

    if not stumbling:
        return

    @reaction(BellRang)
    def stumble(event: BellRang) -> None:
        stumbles.append(event.times)
        if len(stumbles) == 1:
            raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _only_here(request: pytest.FixtureRequest) -> Iterator[None]:
    before = {name: dict(getattr(registry, name)) for name in ("_reactions", "_functions")}
    registry._kinds[BellRang.kind()] = BellRang
    heard.clear()
    stumbles.clear()
    _listening(stumbling="stumbles" in request.node.name)
    yield
    for name, kept in before.items():
        getattr(registry, name).clear()
        getattr(registry, name).update(kept)
    registry._kinds.pop(BellRang.kind())


registry._kinds.pop(BellRang.kind())  # none of the product's


def ring(times: int, of: Any) -> None:
    with acting_for(of), transaction.atomic():
        publish(BellRang(times=times))


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_heard_once_for_its_organisation() -> None:
    here, there = make.town("霧ヶ沢村"), make.town("潮見浦町")

    ring(1, here)
    ring(2, there)
    assert heard == []
    run_pending()
    run_pending()

    assert sorted(heard) == [(1, here.pk), (2, there.pk)]


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_is_never_heard() -> None:
    here = make.town()

    with pytest.raises(ZeroDivisionError), acting_for(here), transaction.atomic():
        publish(BellRang(times=1))
        raise ZeroDivisionError
    run_pending()

    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_a_listener_who_stumbles_does_not_stop_the_others() -> None:
    here = make.town()

    ring(1, here)
    with pytest.raises(ZeroDivisionError):
        run_pending()
    run_pending(at=timezone.now() + timedelta(hours=1))

    assert heard == [(1, here.pk)]
    assert stumbles == [1, 1]


def test_an_event_cannot_be_changed_afterwards() -> None:
    event: Any = BellRang(times=1)

    with pytest.raises(FrozenInstanceError):
        event.times = 2


def test_every_event_is_known_by_its_name() -> None:
    assert every_event()[BellRang.kind()] is BellRang
