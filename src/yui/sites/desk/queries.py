"""What the staff home shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from yui.kernel.access import Actor
from yui.solving.waiting import Waiting

LONGEST_LIST = 30


@dataclass(frozen=True)
class Home:
    """What waits for the actor, the most urgent first; `total` counts all of it."""

    waiting: tuple[Waiting, ...]
    total: int
    overdue: int


def home(actor: Actor, *, sources: Iterable[Callable[[Actor], Iterable[Waiting]]], at: datetime) -> Home:
    """Gather from every room what waits for this actor."""
    waiting = sorted((item for ask in sources for item in ask(actor)), key=_urgency)
    overdue = sum(1 for item in waiting if item.due_at is not None and _moment(item.due_at) < at)
    return Home(tuple(waiting[:LONGEST_LIST]), len(waiting), overdue)


def _urgency(item: Waiting) -> tuple[bool, Any, Any]:
    """By due date, what has none last; then what has waited longest."""
    latest = datetime.max.replace(tzinfo=timezone.get_current_timezone())
    return (
        item.due_at is None,
        _moment(item.due_at) if item.due_at else latest,
        _moment(item.since_at) if item.since_at else latest,
    )


def _moment(value: date | datetime) -> datetime:
    """A day counts until its end."""
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time.max, tzinfo=timezone.get_current_timezone())
