"""Work that waits for somebody, as every room of the wing tells it to the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

MOST_OF_A_KIND = 20
"""As many of each kind a room tells, the most urgent first; where it tells so many, there may be more."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One piece of work: what it is, where it is done, by when, since when, and one more fact in words.

    `kind` is a stable code, `label` says in words what is to be done with the thing that `title` names.
    """

    kind: str
    title: Any
    url: str
    label: Any = ""
    due_at: datetime | date | None = None
    since_at: datetime | date | None = None
    detail: Any = ""

    @cached_property
    def due_on(self) -> date | None:
        """The day by which it is due, on a Japanese calendar."""
        return localdate(self.due_at) if isinstance(self.due_at, datetime) else self.due_at

    @cached_property
    def order(self) -> tuple[bool, date, str]:
        """To sort by: what is due first comes first, what has no day comes last."""
        return self.due_on is None, self.due_on or date.max, str(self.title)
