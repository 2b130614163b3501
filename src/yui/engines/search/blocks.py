"""Named NumPy arrays in one file that is mapped into memory: the form of everything the index keeps.

A block is: 8 letters of magic, the length of the header, the header as JSON (free notes and, for each array, dtype,
shape and offset), then the arrays, each on a 64-byte boundary. A block never changes once it is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
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


def unpacked(buffer: Any) -> tuple[dict[str, Any], dict[str, Array]]:
    """The notes and the arrays of a block; the arrays are views of the buffer, nothing is copied."""
    view = memoryview(buffer)
    if len(view) < 16 or bytes(view[:8]) != MAGIC:
        raise BrokenBlock("not a block of the search engine")
    length = int.from_bytes(view[8:16], "little")
    if len(view) < 16 + length:
        raise BrokenBlock("cut short")
    header = json.loads(bytes(view[16 : 16 + length]))
    start = -(-(16 + length) // ALIGN) * ALIGN
    if len(view) < start + header["size"]:
        raise BrokenBlock("cut short")
    arrays = {
        name: np.frombuffer(view, dtype=dtype, count=int(np.prod(shape)), offset=start + offset).reshape(shape)
        for name, (dtype, shape, offset) in header["arrays"].items()
    }
    return header["notes"], arrays
