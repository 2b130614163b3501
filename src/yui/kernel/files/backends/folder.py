"""Contents in a folder: 65,536 sub-folders by the first letters of the key, written aside and renamed into place."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from yui.kernel.files.backends import ContentMissing, Stored

_KEY = re.compile(r"[0-9a-f]{64}")


class FolderStore:
    """A content is in its place whole or not at all, also after a power cut: it is on the disk before its name is."""

    def __init__(self, location: str) -> None:
        self.root = Path(location)

    def put(self, key: str, content: BinaryIO) -> None:
        path = self._path(key)
        if path.exists():
            return
        self._unfinished.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        content.seek(0)
        with tempfile.NamedTemporaryFile(dir=self._unfinished, delete=False) as aside:
            try:
                shutil.copyfileobj(content, aside, 1 << 20)
                aside.flush()
                os.fsync(aside.fileno())
                os.chmod(aside.name, 0o440)
                os.replace(aside.name, path)
            except BaseException:
                Path(aside.name).unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)

    def open(self, key: str) -> BinaryIO:
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise ContentMissing(key) from error

    def has(self, key: str) -> bool:
        return self._path(key).exists()

    def remove(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def every(self) -> Iterator[Stored]:
        for path in self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            if _KEY.fullmatch(path.name):
                yield Stored(path.name, path.stat().st_size, _changed_at(path))

    def tidy(self, *, before: datetime) -> int:
        old = [path for path in self._unfinished.glob("*") if _changed_at(path) < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    @property
    def _unfinished(self) -> Path:
        return self.root / "unfinished"

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("a key is a SHA-256 in hexadecimal")
        return self.root / key[:2] / key[2:4] / key


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
