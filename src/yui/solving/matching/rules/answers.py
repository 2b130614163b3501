"""Why each side of an introduction may say no (R6.8). Pure."""

from __future__ import annotations

from collections.abc import Iterable

OF_TOWNS_ALONE = frozenset({"budget", "department", "other_solution"})
"""Only who has the need can know these: whether money was granted, who is in charge, whether it was solved otherwise."""


def may_decline_for(side: str, reason: str) -> bool:
    """Whether a reason of the closed list is for this side to give."""
    return side != "partner" or reason not in OF_TOWNS_ALONE


def reasons_of(side: str, reasons: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """The reasons of the closed list, with their labels, among which a side chooses."""
    return [(name, label) for name, label in reasons if may_decline_for(side, name)]
