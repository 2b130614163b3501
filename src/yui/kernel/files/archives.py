"""Looking into ZIP files, and all that are ZIP files inside (xlsx, docx, ods …), without unpacking them.

Sizes and names are read from the list of contents. A bomb is told by its promises: more entries, more bytes, a higher
ratio than honest files have, entries that overlap, archives within archives.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import BinaryIO

from yui.kernel.files.findings import Broken, Dangerous, PasswordProtected
from yui.kernel.files.kinds import FileKind

MOST_ENTRIES = 10_000
MOST_BYTES = 1_000_000_000
MOST_RATIO = 200
SMALL = 10_000_000
SMALL_OFFICE = 100_000_000
"""Below these unpacked sizes the ratio does not matter: a sheet with a border drawn around every one of its million
empty rows compresses a thousandfold, and honest people send it."""

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ARCHIVES = {".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".lzh", ".cab", ".jar", ".iso", ".zst"}
_ARCHIVE_MARKS = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
}
_PARTS = (("xl/workbook.", FileKind.XLSX), ("word/document.", FileKind.DOCX), ("ppt/presentation.", FileKind.PPTX))


def archive_kind(file: BinaryIO) -> FileKind:
    """The kind of a file that begins like a ZIP. Raises Broken for one that is none."""
    with _opened(file) as archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            for part, kind in _PARTS:
                if any(name.startswith(part) for name in names):
                    return kind
        if names and names[0] == "mimetype":
            return _OPEN_DOCUMENTS.get(_first_bytes(archive, archive.infolist()[0], 100).strip(), FileKind.ZIP)
        return FileKind.ZIP


def inspect_archive(file: BinaryIO, kind: FileKind) -> bool:
    """Raise Dangerous, PasswordProtected or Broken for an archive not to be taken; else whether it carries macros."""
    with _opened(file) as archive:
        entries = archive.infolist()
        _check_sizes(entries, SMALL if kind is FileKind.ZIP else SMALL_OFFICE)
        _check_overlap(entries, archive.start_dir)
        seen: set[str] = set()
        for entry in entries:
            _check_entry(entry)
            if entry.filename in seen:
                raise Dangerous("twice")
            seen.add(entry.filename)
        if kind is FileKind.ZIP:
            _check_nesting(archive, entries)
        return any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in seen)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    _check_end(file)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OverflowError) as error:
        raise Broken from error


def _check_end(file: BinaryIO) -> None:
    """Look at the size of the list of contents before reading it: a list of millions would fill the memory."""
    file.seek(0, 2)
    tail = min(file.tell(), _END.size + 0xFFFF)
    file.seek(-tail, 2)
    found = file.read(tail)
    at = found.rfind(_END_MARK)
    if at < 0 or len(found) - at < _END.size:
        raise Broken
    _, _, _, _, entries, size, _, _ = _END.unpack_from(found, at)
    if entries > MOST_ENTRIES or size > MOST_ENTRIES * 400:  # also any ZIP64, whose numbers stand elsewhere
        raise Dangerous("entries")


def _check_sizes(entries: Sequence[zipfile.ZipInfo], small: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Dangerous("entries")
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if unpacked > MOST_BYTES:
        raise Dangerous("size")
    if unpacked > small and unpacked > packed * MOST_RATIO:
        raise Dangerous("ratio")


def _check_overlap(entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    """Entries that share bytes unpack to far more than the file is long."""
    starts = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    for (start, size), (following, _) in pairwise([*starts, (end, 0)]):
        if start + 30 + size > following:
            raise Dangerous("overlap")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise PasswordProtected
    name = entry.orig_filename
    if name.startswith(("/", "\\")) or ":" in name or ".." in name.replace("\\", "/").split("/"):
        raise Dangerous("path")
    if any(sign < " " for sign in name):
        raise Dangerous("path")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Dangerous("link")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Dangerous("method")


def _check_nesting(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Office files may hold others, a plain ZIP may not: nobody would look into the inner one."""
    for entry in entries:
        if PurePosixPath(entry.filename).suffix.lower() in _ARCHIVES:
            raise Dangerous("nested")
        if _first_bytes(archive, entry, 8).startswith(_ARCHIVE_MARKS) and not _is_office(entry.filename):
            raise Dangerous("nested")


def _is_office(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in {".xlsx", ".docx", ".pptx", ".ods", ".odt"}


def _first_bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, count: int) -> bytes:
    try:
        with archive.open(entry) as content:
            return content.read(count)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
        raise Broken from error
    except RuntimeError as error:  # zipfile's way of saying that a password is needed
        raise PasswordProtected from error
