"""What files are wanted for: each room says which kinds and how large."""

from __future__ import annotations

from dataclasses import dataclass

from yui.kernel.files.kinds import DOCUMENTS, PICTURES, TABLES, FileKind

MB = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """Why a file is kept: a stable code such as `needs.attachment`, the kinds allowed, the most bytes."""

    code: str
    kinds: frozenset[FileKind]
    most_bytes: int

    @property
    def accept(self) -> str:
        """For the `accept` of a file field: a hint to the browser, no check."""
        return ",".join(sorted(f".{kind.extension}" for kind in self.kinds))


ATTACHMENT = Purpose(code="files.attachment", kinds=DOCUMENTS, most_bytes=20 * MB)
PICTURE = Purpose(code="files.picture", kinds=PICTURES, most_bytes=10 * MB)
TABLE = Purpose(code="files.table", kinds=TABLES | {FileKind.ZIP}, most_bytes=200 * MB)
