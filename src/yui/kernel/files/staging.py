"""From an upload to something known: its hash, its size, its kind. Nothing is kept yet."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.core.files.base import File as Upload

from yui.kernel.files import rules
from yui.kernel.files.archives import inspect_archive
from yui.kernel.files.findings import Finding
from yui.kernel.files.kinds import FileKind
from yui.kernel.files.purposes import MB, Purpose
from yui.kernel.files.refusals import FileEmpty, FileKindRefused, FileTooLarge, refusal_of
from yui.kernel.files.sniffing import HEAD, guessed_name, has_macros, sniff

_ZIPPED = {FileKind.ZIP, FileKind.XLSX, FileKind.DOCX, FileKind.PPTX, FileKind.ODS, FileKind.ODT}


@dataclass(frozen=True)
class Staged:
    """An upload that may be kept for `purpose`. `content` lives as long as the `stage` that made it."""

    content: BinaryIO
    sha256: str
    size: int
    kind: FileKind
    name: str
    name_as_typed: str
    purpose: Purpose
    has_macros: bool


@contextmanager
def stage(upload: Upload[Any], *, purpose: Purpose) -> Iterator[Staged]:
    """Read an upload piece by piece and look into it; raises FileRefused.

    Large ones are staged before the action that keeps them, so that its transaction stays short.
    """
    with tempfile.SpooledTemporaryFile(max_size=2 * MB) as spool:
        content = cast(BinaryIO, spool)
        sha256, size = _copy(upload, content, purpose.most_bytes)
        kind, macros = _recognise(content, purpose)
        typed = upload.name or ""
        yield Staged(
            content=content,
            sha256=sha256,
            size=size,
            kind=kind,
            name=rules.clean_name(typed, extension=kind.extension),
            name_as_typed=rules.as_typed(typed),
            purpose=purpose,
            has_macros=macros,
        )


def _copy(upload: Upload[Any], content: BinaryIO, most: int) -> tuple[str, int]:
    """Hash and size. Stops reading at the limit, whatever size the upload claims."""
    hashed, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        piece = chunk.encode() if isinstance(chunk, str) else chunk
        size += len(piece)
        if size > most:
            raise FileTooLarge(most)
        hashed.update(piece)
        content.write(piece)
    if not size:
        raise FileEmpty
    return hashed.hexdigest(), size


def _recognise(content: BinaryIO, purpose: Purpose) -> tuple[FileKind, bool]:
    """The kind, one of those wanted, and whether a program is inside."""
    try:
        kind = sniff(content)
        if kind is None:
            content.seek(0)
            raise FileKindRefused(guessed_name(content.read(HEAD)), purpose.kinds)
        if kind not in purpose.kinds:
            raise FileKindRefused(kind.label, purpose.kinds)
        macros = inspect_archive(content, kind) if kind in _ZIPPED else has_macros(content, kind)
    except Finding as finding:
        raise refusal_of(finding) from finding
    return kind, macros
