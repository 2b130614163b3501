"""Why each side of an introduction may say no (R6.8). Pure."""

from __future__ import annotations

from collections.abc import Iterable

OF_TOWNS_ALONE = frozenset({"budget", "department", "other_solution"})
"""Only who has the need can know these: whether money was granted, who is in charge, whether it was solved otherwise."""


def reasons_of(side: str, reasons: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """The reasons of the closed list, with their labels, among which a side chooses."""
    return [(name, label) for name, label in reasons if side != "partner" or name not in OF_TOWNS_ALONE]
