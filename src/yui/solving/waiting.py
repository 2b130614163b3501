"""Work that waits for somebody, as every room of the wing tells it to the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
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

    due_on: date | None = field(init=False)
    """The day by which it is due, on a Japanese calendar."""
    order: tuple[bool, date, str] = field(init=False)
    """To sort by: what is due first comes first, what has no day comes last."""

    def __post_init__(self) -> None:
        due = localdate(self.due_at) if isinstance(self.due_at, datetime) else self.due_at
        object.__setattr__(self, "due_on", due)
        object.__setattr__(self, "order", (due is None, due or date.max, str(self.title)))
