"""Japanese words for search: Sudachi in mode A, normalised forms, no function words, synonym groups of its dictionary.

The dictionary (some 200 MB, memory-mapped) is loaded once a process at the first use and shared by all threads; each
thread has its own tokenizer, because Sudachi's may not be used by two at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from sudachipy import Dictionary, SplitMode
from sudachipy.errors import SudachiError

from yui.engines.search.text import clean, fold

CONTENT = frozenset({"名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "感動詞"})
"""Parts of speech that carry meaning; particles, auxiliaries (です, ます), signs and spaces do not."""

PIECE = 4_000
"""Letters given to Sudachi at once; it refuses more than 49,149 bytes."""

REMEMBERED = 300_000
"""Dictionary words of which a thread remembers the entry before it starts anew: about 60 MB."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: the form in which it is compared, where it stands, and its synonym groups."""

    term: str
    begin: int
    end: int
    groups: tuple[int, ...] = ()
    known: bool = True


_Entry = tuple[str, tuple[int, ...]] | None


@cache
def dictionary() -> Any:
    """Sudachi's dictionary, loaded once in a process."""
    return Dictionary()


@cache
def fingerprint() -> str:
    """Names all that decides how a text becomes words; an index made under another one has to be rebuilt."""
    return f"words-1 sudachi-{version('sudachipy')} dictionary-{version('sudachidict-core')}"


class _Thread(threading.local):
    """What one thread needs to cut text into words."""

    def __init__(self) -> None:
        self.tokenizer = dictionary().tokenizer(mode=SplitMode.A)
        self.carries_meaning: dict[int, bool] = {}
        self.entries: dict[int, _Entry] = {}


@cache
def _threads() -> _Thread:
    """Made at the first use, so that importing this module loads nothing."""
    return _Thread()


def words_of(text: str) -> list[Word]:
    """The words of a text that carry meaning, in order, with their positions in it."""
    return [
        Word(entry[0], begin, end, entry[1], known)
        for begin, end, entry, known in _cut(clean(text))
        if entry is not None
    ]


def terms_of(text: str) -> list[tuple[str, str, tuple[int, ...]]]:
    """The same as plain tuples (term, as written, synonym groups): what indexing needs, several times a second."""
    text = clean(text)
    return [(entry[0], text[begin:end], entry[1]) for begin, end, entry, _known in _cut(text) if entry is not None]


def _cut(text: str) -> Iterator[tuple[int, int, _Entry, bool]]:
    here = _threads()
    for offset, piece in _pieces(text):
        for morpheme in _tokenize(here.tokenizer, piece):
            known = morpheme.dictionary_id() >= 0
            number = morpheme.word_id()
            if not known:
                entry = _entry(here, morpheme)
            elif number in here.entries:
                entry = here.entries[number]
            else:
                if len(here.entries) >= REMEMBERED:
                    here.entries.clear()
                entry = here.entries[number] = _entry(here, morpheme)
            yield offset + morpheme.begin(), offset + morpheme.end(), entry, known


def _entry(here: _Thread, morpheme: Any) -> _Entry:
    part = morpheme.part_of_speech_id()
    if part not in here.carries_meaning:
        here.carries_meaning[part] = morpheme.part_of_speech()[0] in CONTENT
    if not here.carries_meaning[part]:
        return None
    term = comparable(morpheme.normalized_form())
    return (term, tuple(morpheme.synonym_group_ids())) if term else None


def comparable(form: str) -> str:
    """A normalised form as it is compared: folded, without the long vowel at the end of a loan word (サーバー = サーバ)."""
    term = fold(form).strip()
    return term[:-1] if len(term) > 3 and term.endswith("ー") else term


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that Sudachi accepts, cut behind a line or a sentence where there is one."""
    begin = 0
    while len(text) - begin > PIECE:
        window = text[begin : begin + PIECE]
        cut = max(window.rfind("\n"), window.rfind("。")) + 1 or PIECE
        yield begin, text[begin : begin + cut]
        begin += cut
    yield begin, text[begin:]


def _tokenize(tokenizer: Any, piece: str) -> Any:
    try:
        return tokenizer.tokenize(piece)
    except SudachiError:
        # Signs that grow in NFKC (﷽ becomes 18 letters) can burst the limit; such a piece holds no words for us.
        return []
