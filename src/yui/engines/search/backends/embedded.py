"""An index in a folder: blocks are files, the manifest is a file that is replaced as a whole.

A kill at any moment leaves the old manifest or the new one. Blocks written for a manifest that never came are removed
by the next writer. Several processes read while one writes; the one is chosen by a lock on a file.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from yui.engines.search.blocks import Block
from yui.engines.search.store import Manifest

MANIFEST = "manifest.json"
LOCK = "lock"
SUFFIX = ".block"


class FolderStore:
    """A folder that holds one index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = str(folder / MANIFEST)
        folder.mkdir(parents=True, exist_ok=True)

    def manifest(self, known: Manifest | None) -> Manifest:
        """The manifest in force; a few bytes are read while nothing has changed."""
        # Time and inode of the file do not tell two writes within one tick of the clock apart; its content does.
        try:
            descriptor = os.open(self._manifest, os.O_RDONLY)
        except FileNotFoundError:
            return known if known is not None and not known.version else Manifest()
        try:
            # This stands before every search: a file object would cost more than the reading.
            if known is not None and os.pread(descriptor, len(known.head()), 0) == known.head():
                return known
            return Manifest.read(os.pread(descriptor, os.fstat(descriptor).st_size, 0))
        finally:
            os.close(descriptor)

    def block(self, name: str) -> Block:
        """A block, opened where it lies."""
        return Block(self.folder / f"{name}{SUFFIX}")

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
