"""Where contents lie: one protocol, a folder for the embedded profile, memory for tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol


class ContentMissing(LookupError):
    """A content that should be there is not. A fault of the store, never of the reader."""


@dataclass(frozen=True)
class Stored:
    """A content in the store, its bytes counted, and since when."""

    key: str
    size: int
    stored_at: datetime


class Store(Protocol):
    """Keeps contents by the hexadecimal SHA-256 of their bytes. What is stored never changes."""

    def put(self, key: str, content: BinaryIO) -> None:
        """Store a content, whole or not at all; nothing happens if it is there."""

    def open(self, key: str) -> BinaryIO:
        """The content from its beginning; the caller closes it. Raises ContentMissing."""

    def has(self, key: str) -> bool:
        """Whether the content is there."""

    def remove(self, key: str) -> None:
        """Delete the content; nothing happens if it is not there."""

    def every(self) -> Iterator[Stored]:
        """All contents, in no order."""

    def tidy(self, *, before: datetime) -> int:
        """Delete what broken-off writings left behind before a moment; how many."""
