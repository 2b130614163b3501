"""The rooms that say what waits for somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from yui.kernel.access import Actor
from yui.solving.casebook import queries as casebook
from yui.solving.matching import queries as matching
from yui.solving.needs import queries as needs
from yui.solving.projects import queries as projects
from yui.solving.solutions import queries as solutions
from yui.solving.waiting import Waiting

WAITING: tuple[Callable[[Actor], Iterable[Waiting]], ...] = (
    needs.waiting_for,
    matching.waiting_for,
    projects.waiting_for,
    solutions.waiting_for,
    casebook.waiting_for,
)
