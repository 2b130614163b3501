"""The one way in which actions of this room move a need: moved, recorded, its place in the index promised."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yui.kernel import audit
from yui.solving import finding
from yui.solving.needs.models import Need


def move_need(need: Need, move: str, code: str, *, at: datetime, **changes: Any) -> None:
    """Make a declared move with `changes` beside it; an illegal one raises and nothing is changed."""
    before = need.move(move, at=at, **changes)
    audit.record(code, of=need, before={"state": before}, after={"state": need.state, **changes})
    finding.touch("need", need.pk)
