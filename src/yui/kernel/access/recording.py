"""Who is acting at the moment, and what has been recorded of it. The audit reads it; actions open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from yui.kernel.access.actor import Actor


@dataclass
class Recording:
    """An action under way: by whom, when, and the codes recorded so far."""

    by: Actor
    at: datetime
    codes: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.codes)


_current: ContextVar[Recording | None] = ContextVar("yui_recording", default=None)


def current_recording() -> Recording | None:
    """The innermost action under way, or None."""
    return _current.get()


@contextmanager
def recording(by: Actor, at: datetime) -> Iterator[Recording]:
    """Open a recording for one action."""
    opened = Recording(by, at)
    token = _current.set(opened)
    try:
        yield opened
    finally:
        _current.reset(token)
