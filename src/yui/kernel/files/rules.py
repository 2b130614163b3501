"""Names of files: as typed they are kept, as cleaned they are shown and downloaded."""

from __future__ import annotations

import re
import unicodedata

from yui.values.text import unpiled

NAMELESS = "名前のないファイル"
LONGEST_STEM = 180
"""Bytes in UTF-8. With extension and a " (1)" of the reader's system this stays below the 255 of most systems."""
LONGEST_AS_TYPED = 1000

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


def clean_name(typed: str, *, extension: str) -> str:
    """A name for showing and downloading: no path, no invisible signs, the extension that its bytes deserve.

    Invisible signs go because they let a name lie: a right-to-left override shows "exe.pdf" backwards. Variation
    selectors stay, they belong to people's and places' names (葛󠄀城).
    """
    name = re.split(r"[/\\]", typed)[-1]
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in _INVISIBLE)
    stem = unicodedata.normalize("NFC", unpiled(visible))  # macOS sends か and ゛ apart
    stem = _FORBIDDEN.sub("_", " ".join(stem.split()))
    stem = _without_extension(stem, extension).strip(". ")
    stem = _shortened(stem, LONGEST_STEM).strip(". ")
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem or NAMELESS}.{extension}"


def as_typed(name: str) -> str:
    """The name as it came, with what no database can hold (NUL, unpaired surrogates) written as \\x00, \\ud800."""
    storable = name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
    return storable[:LONGEST_AS_TYPED]


def _without_extension(name: str, extension: str) -> str:
    """Without the extension it claims: the right one, or any other short one."""
    stem, dot, last = name.rpartition(".")
    looks_like_one = last.casefold() == extension or re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,4}", last)
    return stem if dot and stem.strip(". ") and looks_like_one else name


def _shortened(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[:most].decode(errors="ignore")
    while cut and unicodedata.combining(text[len(cut)]):  # a letter is not parted from its marks
        cut = cut[:-1]
    return cut
