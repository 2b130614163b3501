"""Saying what happened."""

from __future__ import annotations

from dataclasses import asdict

from yui.kernel.events.jobs import react
from yui.kernel.events.registry import Event, heard_by


def publish(event: Event) -> None:
    """Say what happened. Every reaction becomes a job in the transaction under way."""
    for path in heard_by(event):
        react.enqueue(path=path, kind=event.kind(), facts=asdict(event))
