"""What the staff home shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from yui.kernel.access import Actor
from yui.solving.waiting import Waiting

LONGEST_LIST = 20


@dataclass(frozen=True)
class Home:
    """What waits for the actor, the most urgent first; `total` counts all of it."""

    waiting: tuple[Waiting, ...]
    total: int
    overdue: int


def home(actor: Actor, *, sources: Iterable[Callable[[Actor], Iterable[Waiting]]], today: date) -> Home:
    """Gather from every room what waits for this actor. A day counts until its end."""
    waiting = sorted((item for ask in sources for item in ask(actor)), key=lambda item: item.order)
    overdue = sum(1 for item in waiting if item.due_on is not None and item.due_on < today)
    return Home(tuple(waiting[:LONGEST_LIST]), len(waiting), overdue)
