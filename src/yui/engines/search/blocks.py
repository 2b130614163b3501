"""Named NumPy arrays in one file: the form of everything the index keeps.

A block is: 8 letters of magic, the length of the header, the header as JSON (free notes and, for each array, dtype,
shape and offset), then the arrays, each on a 64-byte boundary. A block never changes once it is written.
"""

from __future__ import annotations

import json
import mmap
import os
import weakref
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"YUIBLK01"
ALIGN = 64

Array = npt.NDArray[Any]


class BrokenBlock(Exception):
    """The bytes are not a block of this engine: another format, or a file cut short."""


def packed(notes: Mapping[str, Any], arrays: Mapping[str, Array]) -> list[bytes | memoryview]:
    """The block as pieces of bytes, to be written one behind the other."""
    table: dict[str, Any] = {}
    offset = 0
    for name, array in arrays.items():
        table[name] = [array.dtype.str, list(array.shape), offset]
        offset += -(-array.nbytes // ALIGN) * ALIGN
    header = json.dumps({"notes": notes, "arrays": table, "size": offset}, ensure_ascii=False).encode()
    head = MAGIC + len(header).to_bytes(8, "little") + header
    pieces: list[bytes | memoryview] = [head + bytes(-len(head) % ALIGN)]
    for array in arrays.values():
        pieces.append(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
        pieces.append(bytes(-array.nbytes % ALIGN))
    return pieces


class Block:
    """A block opened for reading.

    `arrays` are views of the mapped file, for what is looked at again and again. `piece` reads a stretch of an array by
    itself, for what is looked at here and there: a mapped page brings its neighbours into the memory of the process.
    """

    def __init__(self, path: Path) -> None:
        """KeyError where there is no such file, BrokenBlock where it is not a block."""
        try:
            self._descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError as error:
            raise KeyError(path.stem) from error
        weakref.finalize(self, os.close, self._descriptor)
        if not os.fstat(self._descriptor).st_size:
            raise BrokenBlock("empty")
        view = memoryview(mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_READ))
        self.notes, table, start = _header(view)
        self._places = {name: (np.dtype(kind), start + offset) for name, (kind, _, offset) in table.items()}
        self.arrays: dict[str, Array] = {
            name: np.frombuffer(view, dtype=kind, count=prod(shape), offset=start + offset).reshape(shape)
            for name, (kind, shape, offset) in table.items()
        }

    def piece(self, name: str, begin: int, end: int) -> Array:
        """The values of an array of one dimension from `begin` to before `end`, read from the file."""
        return np.frombuffer(self.read(name, begin, end), dtype=self._places[name][0])

    def read(self, name: str, begin: int, end: int) -> bytes:
        """The same as the bytes that are in the file (little-endian)."""
        kind, offset = self._places[name]
        size = kind.itemsize
        return os.pread(self._descriptor, (end - begin) * size, offset + begin * size)


def _header(view: memoryview) -> tuple[dict[str, Any], dict[str, Any], int]:
    """The notes, the table of arrays, and where the first array begins; BrokenBlock where the file is cut short."""
    if len(view) < 16 or bytes(view[:8]) != MAGIC:
        raise BrokenBlock("not a block of the search engine")
    length = int.from_bytes(view[8:16], "little")
    if len(view) < 16 + length:
        raise BrokenBlock("cut short")
    header = json.loads(bytes(view[16 : 16 + length]))
    start = -(-(16 + length) // ALIGN) * ALIGN
    if len(view) < start + header["size"]:
        raise BrokenBlock("cut short")
    return header["notes"], header["arrays"], start
