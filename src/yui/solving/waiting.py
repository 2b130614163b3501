"""Work that waits for somebody, as every room of the wing tells it to the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One piece of work: what it is, where it is done, by when, since when, and one more fact in words."""

    kind: str
    title: Any
    url: str
    due_at: datetime | date | None = None
    since_at: datetime | date | None = None
    detail: Any = ""
