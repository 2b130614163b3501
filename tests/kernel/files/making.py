"""Files made for the tests: honest ones, and those that people with bad intent send."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

from django.core.files.base import ContentFile

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + bytes(48) + b"PE\0\0" + bytes(200)
CSV = "番号,名称,住所\r\n1,中央公民館,みなと市本町1-1\r\n2,東公民館,みなと市東町2\r\n".encode("cp932")


def upload(content: bytes, name: str = "file") -> ContentFile[Any]:
    """As it comes from a form."""
    return ContentFile(content, name=name)


def zipped(entries: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(**more: bytes) -> bytes:
    """What makes a workbook to those who only look at it; `more` are further parts, __ for a slash."""
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    return zipped(parts | {name.replace("__", "/"): content for name, content in more.items()})


def docx() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def ods() -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": b"<x/>"}, method=zipfile.ZIP_STORED)


def ole2(*streams: str) -> bytes:
    """The beginning of an old Office file and the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(64, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(512)


def bomb(megabytes: int = 100) -> bytes:
    """Unpacks to a thousand times its size."""
    return zipped({"zeros.csv": bytes(megabytes * 1_000_000)})


def overlapping_bomb(copies: int = 50) -> bytes:
    """Many entries that share the same compressed bytes."""
    content = zipped({"0": bytes(100_000)})
    end = content.rfind(b"PK\5\6")
    start = struct.unpack_from("<L", content, end + 16)[0]
    entry = content[start:end]
    listing = b"".join(entry[:-1] + bytes([number]) for number in range(48, 48 + copies))
    fields = (b"PK\5\6", 0, 0, copies, copies, len(listing), start, 0)
    return content[:start] + listing + struct.pack("<4s4H2LH", *fields)


def with_flag(content: bytes, flag: int) -> bytes:
    """A ZIP whose entries carry a flag, such as 1: encrypted."""
    changed = bytearray(content)
    at = changed.find(b"PK\1\2")
    while at >= 0:
        changed[at + 8] |= flag
        at = changed.find(b"PK\1\2", at + 1)
    return bytes(changed)


def with_link() -> bytes:
    """A ZIP with a symbolic link out of itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def claiming_entries(count: int) -> bytes:
    """An archive that says it lists so many files."""
    return b"PK\3\4" + bytes(26) + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, 46 * count, 30, 0)
