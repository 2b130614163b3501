"""Contents in memory, for tests."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from django.utils import timezone

from yui.kernel.files.backends import ContentMissing, Stored


class MemoryStore:
    """Gone with the process."""

    def __init__(self, location: str = "") -> None:
        self._contents: dict[str, tuple[bytes, datetime]] = {}

    def put(self, key: str, content: BinaryIO) -> None:
        content.seek(0)
        self._contents.setdefault(key, (content.read(), timezone.now()))

    def open(self, key: str) -> BinaryIO:
        if key not in self._contents:
            raise ContentMissing(key)
        return io.BytesIO(self._contents[key][0])

    def has(self, key: str) -> bool:
        return key in self._contents

    def remove(self, key: str) -> None:
        self._contents.pop(key, None)

    def every(self) -> Iterator[Stored]:
        return iter([Stored(key, len(content), at) for key, (content, at) in self._contents.items()])

    def tidy(self, *, before: datetime) -> int:
        return 0
