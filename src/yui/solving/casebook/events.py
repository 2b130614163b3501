"""What this room says to others."""

from __future__ import annotations

from dataclasses import dataclass

from yui.kernel.events import Event


@dataclass(frozen=True)
class CasePublished(Event):
    """A case, or a new version of one, can be read by everybody."""

    case_id: int
    owner_id: int
    version: int


@dataclass(frozen=True)
class CaseWithdrawn(Event):
    """A case was taken back; a tombstone stands in its place."""

    case_id: int
    owner_id: int


@dataclass(frozen=True)
class CaseFollowed(Event):
    """Another town wants the same and has begun a need."""

    case_id: int
    case_owner_id: int
    need_id: int
