"""Sudachi, loaded once in a process at its first use and shared by all threads.

The dictionary (some 200 MB) is mapped into memory, so processes share its pages. A tokenizer may not be used by two
threads at a time, so each thread has its own.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from sudachipy import Dictionary, SplitMode
from sudachipy.errors import SudachiError

SHORT = SplitMode.A
"""Short units, for search: 介護・保険・料."""

LONG = SplitMode.C
"""Long units, for readings: a compound is read as a whole."""

PIECE = 4_000
"""Letters given to Sudachi at once; it refuses more than 49,149 bytes."""


@cache
def dictionary() -> Any:
    """The dictionary of this process."""
    return Dictionary()


@cache
def versions() -> str:
    """Names the program and the dictionary: another one may cut a text otherwise."""
    return f"sudachi-{version('sudachipy')} dictionary-{version('sudachidict-core')}"


class _Thread(threading.local):
    def __init__(self) -> None:
        self.tokenizers: dict[str, Any] = {}


_here = _Thread()


def morphemes(text: str, mode: Any) -> Iterator[tuple[int, Any]]:
    """The morphemes of a text of any length, each with the position at which its piece of the text begins."""
    if str(mode) not in _here.tokenizers:
        _here.tokenizers[str(mode)] = dictionary().tokenizer(mode=mode)
    tokenizer = _here.tokenizers[str(mode)]
    for offset, piece in _pieces(clean(text)):
        try:
            found = tokenizer.tokenize(piece)
        except SudachiError:
            # Signs that grow in NFKC (﷽ becomes 18 letters) can burst the limit; such a piece holds no words for us.
            continue
        for morpheme in found:
            yield offset, morpheme


def clean(text: str) -> str:
    """The same text, letter for letter, with every unpaired surrogate replaced by '?': positions stay as they were."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("?" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    return text


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that Sudachi accepts, cut behind a line or a sentence where there is one."""
    begin = 0
    while len(text) - begin > PIECE:
        window = text[begin : begin + PIECE]
        cut = max(window.rfind("\n"), window.rfind("。")) + 1 or PIECE
        yield begin, text[begin : begin + cut]
        begin += cut
    yield begin, text[begin:]
