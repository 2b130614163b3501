"""An index in a folder: blocks are files mapped into memory, the manifest is a file that is replaced as a whole.

A kill at any moment leaves the old manifest or the new one. Blocks written for a manifest that never came are removed
by the next writer. Several processes read while one writes; the one is chosen by a lock on a file.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from yui.engines.search.store import Manifest

MANIFEST = "manifest.json"
LOCK = "lock"
SUFFIX = ".block"


def mapped(path: Path) -> Any:
    """A file as a read-only map; KeyError where it is gone."""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as error:
        raise KeyError(path.stem) from error


class FolderStore:
    """A folder that holds one index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def manifest(self, known: Manifest | None) -> Manifest:
        """The manifest in force; a few bytes are read while nothing has changed."""
        # Time and inode of the file do not tell two writes within one tick of the clock apart; its content does.
        try:
            with (self.folder / MANIFEST).open("rb", buffering=0) as file:
                head = file.read(len(known.head()) if known is not None else 0)
                if known is not None and head == known.head():
                    return known
                return Manifest.read(head + file.read())
        except FileNotFoundError:
            return known if known is not None and not known.version else Manifest()

    def block(self, name: str) -> Any:
        """A block as a read-only map of its file."""
        return mapped(self.folder / f"{name}{SUFFIX}")

    @contextmanager
    def writing(self) -> Iterator[Manifest]:
        """The right to write: waits until another writer, in whatever process, has finished."""
        with (self.folder / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self.manifest(None)

    def save(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Write a block to disk, wholly or not at all."""
        self._write(self.folder / f"{name}{SUFFIX}", pieces)

    def publish(self, manifest: Manifest) -> None:
        """Replace the manifest; the rename is the moment at which the new index counts."""
        self._write(self.folder / MANIFEST, [manifest.written().encode()])
        self._sweep(manifest)

    def _write(self, path: Path, pieces: Iterable[bytes | memoryview]) -> None:
        draft = path.with_suffix(".draft")
        with draft.open("wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _sweep(self, manifest: Manifest) -> None:
        # A reader that has read the old manifest and not yet opened its blocks finds them gone and reads again.
        needed = {f"{name}{SUFFIX}" for name in manifest.names()}
        for path in self.folder.iterdir():
            if path.suffix in {SUFFIX, ".draft"} and path.name not in needed:
                path.unlink(missing_ok=True)
