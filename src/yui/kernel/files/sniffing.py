"""What a file is, by its bytes. Its name and the type a browser claims are never believed."""

from __future__ import annotations

import re
from typing import BinaryIO

import puremagic

from yui.kernel.files.archives import archive_kind
from yui.kernel.files.findings import Broken, PasswordProtected
from yui.kernel.files.kinds import FileKind

HEAD = 64 * 1024

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
)
_HEIC_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"}
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE2_STREAMS = (("Workbook", FileKind.XLS), ("Book", FileKind.XLS), ("WordDocument", FileKind.DOC))
_PROGRAMS = (b"MZ", b"\x7fELF")
_ENCODINGS = ("utf-8", "cp932", "euc_jis_2004")
# Read one after another and not by one pattern, where thirty empty comments before no element have half a billion readings.
_BEFORE_MARKUP = re.compile(r"\s+|<\?xml[^>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<(!doctype\s+)?([a-z][\w:.-]*)", re.IGNORECASE)
_ACTIVE_MARKUP = re.compile(r"<(?:script|html|body|iframe|object|embed)\b", re.IGNORECASE)


def sniff(file: BinaryIO) -> FileKind | None:
    """The kind of a file, or None if it is none that we know. Raises Broken or PasswordProtected."""
    file.seek(0)
    head = file.read(HEAD)
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return FileKind.HEIC
    if head.startswith(b"PK"):
        return archive_kind(file)
    if head.startswith(_OLE2):
        return _old_office(file)
    return _text_kind(head)


def guessed_name(head: bytes) -> str:
    """What an unknown file seems to be, to tell its sender; empty if nobody knows."""
    if head.startswith(_PROGRAMS):  # a hundred kinds begin like a program of Windows; its sender has this one
        return "exe"
    try:
        guess = str(puremagic.from_string(head))
    except (puremagic.PureError, ValueError):
        return ""
    return guess.lstrip(".")


def has_macros(file: BinaryIO, kind: FileKind) -> bool:
    """Whether an old Office file carries a program. New ones tell it in their list of parts."""
    return kind in {FileKind.XLS, FileKind.DOC, FileKind.PPT} and _mentions(file, "_VBA_PROJECT")


def _old_office(file: BinaryIO) -> FileKind | None:
    if _mentions(file, "EncryptedPackage"):
        raise PasswordProtected
    for stream, kind in _OLE2_STREAMS:
        if _mentions(file, stream):
            return kind
    return FileKind.PPT if _mentions(file, "PowerPoint Document") else None


def _mentions(file: BinaryIO, stream: str) -> bool:
    """Whether the directory of an OLE2 file names a stream (UTF-16, ended by zeros)."""
    wanted = stream.encode("utf-16-le") + b"\0\0"
    file.seek(0)
    rest = b""
    while block := file.read(1 << 20):
        if wanted in rest + block:
            return True
        rest = block[-len(wanted) :]
    return False


def _text_kind(head: bytes) -> FileKind | None:
    text = _decoded(head)
    if text is None:
        return None
    if not text.strip():
        raise Broken
    if markup := _first_markup(text):
        return _markup_kind(markup, text)
    if text.startswith("{\\rtf"):
        return None
    if re.match(r'\s*(\{\s*["}]|\[)', text):
        return FileKind.JSON
    return FileKind.CSV if _looks_like_table(text) else FileKind.TEXT


def _first_markup(text: str) -> re.Match[str] | None:
    place = 0
    while before := _BEFORE_MARKUP.match(text, place):
        place = before.end()
    return _MARKUP.match(text, place)


def _markup_kind(markup: re.Match[str], text: str) -> FileKind:
    root = markup[2].rpartition(":")[2].lower()
    if root == "svg":
        return FileKind.SVG
    if root in {"html", "head", "body", "script", "iframe"} or _ACTIVE_MARKUP.search(text):
        return FileKind.HTML
    return FileKind.XML if text.lstrip("\ufeff \t\r\n").startswith("<?xml") else FileKind.HTML


def _decoded(head: bytes) -> str | None:
    """The text, if it is one in an encoding in use here. The last letters may be cut in two."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        for cut in range(4 if len(head) == HEAD else 1):
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return None if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text) else text.lstrip("\ufeff")
    return None


def _looks_like_table(text: str) -> bool:
    lines = [line for line in text.splitlines()[:11] if line.strip()]
    if len(text) > HEAD // 4 and len(lines) > 1:
        lines.pop()
    for sign in ",\t;":
        counts = {re.sub(r'"[^"]*"', "", line).count(sign) for line in lines}
        if 0 not in counts and len(counts) <= 2:
            return True
    return False
