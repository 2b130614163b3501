"""What the staff home shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from yui.kernel.access import Actor
from yui.solving.waiting import MOST_OF_A_KIND, Waiting

LONGEST_LIST = 20


@dataclass(frozen=True)
class Home:
    """What waits for the actor, the most urgent first, and how much there is.

    Rooms tell so many of a kind and no more: then `more` says that the numbers are the least there is.
    """

    waiting: tuple[Waiting, ...]
    total: int
    overdue: int
    more: bool


def home(actor: Actor, *, sources: Iterable[Callable[[Actor], Iterable[Waiting]]], today: date) -> Home:
    """Gather from every room what waits for this actor. A day counts until its end."""
    waiting = sorted((item for ask in sources for item in ask(actor)), key=lambda item: item.order)
    overdue = sum(1 for item in waiting if item.due_on is not None and item.due_on < today)
    fullest = max(Counter(item.kind for item in waiting).values(), default=0)
    return Home(tuple(waiting[:LONGEST_LIST]), len(waiting), overdue, more=fullest >= MOST_OF_A_KIND)
