"""Japanese words for search: Sudachi in mode A, normalised forms, no function words, synonym groups of its dictionary.

Reading the entry of a word out of the dictionary costs more than cutting the text, so a thread remembers the entries.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from yui.engines.readings import sudachi
from yui.engines.readings.sudachi import clean
from yui.engines.search.text import fold

CONTENT = frozenset({"名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "感動詞"})
"""Parts of speech that carry meaning; particles, auxiliaries (です, ます), signs and spaces do not."""

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
def fingerprint() -> str:
    """Names all that decides how a text becomes words; an index made under another one has to be rebuilt."""
    return f"words-1 {sudachi.versions()}"


class _Thread(threading.local):
    """What one thread remembers: which parts of speech carry meaning, and the entries of words it has met."""

    def __init__(self) -> None:
        self.carries_meaning: dict[int, bool] = {}
        self.entries: dict[int, _Entry] = {}


_here = _Thread()


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
    entries = _here.entries
    for offset, morpheme in sudachi.morphemes(text, sudachi.SHORT):
        known = morpheme.dictionary_id() >= 0
        number = morpheme.word_id()
        if not known:
            entry = _entry(morpheme)
        elif number in entries:
            entry = entries[number]
        else:
            if len(entries) >= REMEMBERED:
                entries.clear()
            entry = entries[number] = _entry(morpheme)
        yield offset + morpheme.begin(), offset + morpheme.end(), entry, known


def _entry(morpheme: Any) -> _Entry:
    part = morpheme.part_of_speech_id()
    if part not in _here.carries_meaning:
        _here.carries_meaning[part] = morpheme.part_of_speech()[0] in CONTENT
    if not _here.carries_meaning[part]:
        return None
    term = comparable(morpheme.normalized_form())
    return (term, tuple(morpheme.synonym_group_ids())) if term else None


def comparable(form: str) -> str:
    """A normalised form as it is compared: folded, without the long vowel at the end of a loan word (サーバー = サーバ)."""
    term = fold(form).strip()
    return term[:-1] if len(term) > 3 and term.endswith("ー") else term
