"""Why a file was not taken, in sentences that say what to do.

FileRefused
├── FileEmpty  FileTooLarge  FileBroken  FileLocked
├── FileKindRefused       not among the kinds that are wanted here
└── ArchiveRefused        made to do harm, or too much to look into
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused
from yui.kernel.files.findings import Broken, Dangerous, Finding, PasswordProtected
from yui.kernel.files.kinds import FileKind


class FileRefused(Refused):
    """A file was not taken; nothing was kept of it."""

    code = "files.refused"
    message = _("このファイルは受け取れません。")


class FileEmpty(FileRefused):
    """Nothing is in it."""

    code = "files.empty"
    message = _("ファイルの中身が空です。元のファイルを開いて中身を確かめ、保存し直してから送ってください。")


class FileTooLarge(FileRefused):
    """It is larger than its purpose allows; `limit` in bytes."""

    code = "files.too-large"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        told = _("ファイルが大きすぎます。%(limit)s以下にしてください。画像は縮小し、文書は分けて送ってください。")
        super().__init__(told % {"limit": size_in_words(limit)})


class FileKindRefused(FileRefused):
    """`found` is what it is (None: nobody knows), `wanted` what may be sent here."""

    code = "files.kind"

    def __init__(self, found: str, wanted: Collection[FileKind]) -> None:
        self.found, self.wanted = found, wanted
        kinds = "、".join(kind.label for kind in FileKind if kind in wanted)
        told = _(
            "この種類のファイル（%(found)s）は受け取れません。%(kinds)sのどれかで送ってください。"
            "ファイル名を変えても種類は変わりません。元のソフトで保存し直してください。"
        )
        super().__init__(told % {"found": found or _("種類が分かりません"), "kinds": kinds})


class FileBroken(FileRefused):
    """It cannot be read."""

    code = "files.broken"
    message = _("ファイルが壊れているようです。元のファイルを開けるか確かめ、保存し直してから送ってください。")


class FileLocked(FileRefused):
    """It is protected by a password."""

    code = "files.locked"
    message = _("パスワードの付いたファイルは受け取れません。パスワードを外して保存し直してから送ってください。")


class ArchiveRefused(FileRefused):
    """`reason` is one word for programs: entries, size, ratio, overlap, path, link, method, nested, twice."""

    code = "files.archive"
    _REASONS: dict[str, Any] = {
        "entries": _("中のファイルが多すぎます。いくつかに分けて送ってください。"),
        "size": _("展開すると大きくなりすぎます。いくつかに分けて送ってください。"),
        "ratio": _(
            "展開すると大きくなりすぎます。表計算のファイルは、使っていない行や列の書式を消して保存し直してください。"
            "圧縮ファイルは、中のファイルをそのまま送ってください。"
        ),
        "nested": _("圧縮ファイルの中に圧縮ファイルがあります。中のファイルをそのまま送ってください。"),
    }

    def __init__(self, reason: str) -> None:
        self.reason = reason
        other = _("安全でない作りの圧縮ファイルです。中のファイルをそのまま送ってください。")
        super().__init__(self._REASONS.get(reason, other))


def refusal_of(finding: Finding) -> FileRefused:
    """The refusal that tells a finding."""
    match finding:
        case Dangerous():
            return ArchiveRefused(finding.reason)
        case PasswordProtected():
            return FileLocked()
        case Broken():
            return FileBroken()
    return FileRefused()


def size_in_words(size: int) -> str:
    """A size as people read it: 「10MB」."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f}".rstrip("0").rstrip(".") + unit
    return _("%(size)sバイト") % {"size": size}
