"""States of a need in which this room may act, by the words that `needs` publishes."""

from __future__ import annotations

STILL_LOOKING = frozenset({"public", "questions_closed", "proposals_closed", "selection"})
TAKING_PROPOSALS = frozenset({"public", "questions_closed"})
