"""Delivering events."""

from __future__ import annotations

from typing import Any

from yui.kernel.events.registry import hear
from yui.kernel.jobs import job


@job(retries=8)
def react(*, path: str, kind: str, facts: dict[str, Any]) -> None:
    """Let one reaction hear one event."""
    hear(path, kind, facts)
