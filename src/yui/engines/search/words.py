"""Japanese words for search: Sudachi in mode A, normalised forms, no function words, synonym groups of its dictionary.

Reading the entry of a word out of the dictionary costs more than cutting the text, so a thread remembers the entries.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

from yui.engines.readings import sudachi
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


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A word as documents are indexed by it: compared by identity, because a thread has one for each dictionary word."""

    term: str
    groups: tuple[int, ...]
    written: str
    """As documents write it; where they differ in width alone, as the first one does."""


@cache
def fingerprint() -> str:
    """Names all that decides how a text becomes words; an index made under another one has to be rebuilt."""
    return f"words-1 {sudachi.versions()}"


class _Thread(threading.local):
    """What one thread remembers: which parts of speech carry meaning, and the words it has met, by their number."""

    def __init__(self) -> None:
        self.carries_meaning: dict[int, bool] = {}
        self.words: dict[int, Cut | None] = {}


_here = _Thread()


def words_of(text: str) -> list[Word]:
    """The words of a text that carry meaning, in order, with their positions in it."""
    found = []
    for offset, morpheme in sudachi.morphemes(text, sudachi.SHORT):
        word = _word(morpheme, morpheme.word_id())
        if word is not None:
            begin, end = offset + morpheme.begin(), offset + morpheme.end()
            found.append(Word(word.term, begin, end, word.groups, morpheme.dictionary_id() >= 0))
    return found


def cut(text: str) -> list[Cut]:
    """The same without positions, as fast as can be: this is most of the time that indexing takes."""
    known = _here.words
    found = []
    for _, morpheme in sudachi.morphemes(text, sudachi.SHORT):
        number = morpheme.word_id()
        word = known[number] if number in known else _word(morpheme, number)
        if word is not None:
            found.append(word)
    return found


def _word(morpheme: Any, number: int) -> Cut | None:
    known = _here.words
    if number in known:
        return known[number]
    part = morpheme.part_of_speech_id()
    if part not in _here.carries_meaning:
        _here.carries_meaning[part] = morpheme.part_of_speech()[0] in CONTENT
    term = comparable(morpheme.normalized_form()) if _here.carries_meaning[part] else ""
    word = Cut(term, tuple(morpheme.synonym_group_ids()), morpheme.surface()) if term else None
    # A word that is not in the dictionary has no number of its own.
    if morpheme.dictionary_id() >= 0:
        if len(known) >= REMEMBERED:
            known.clear()
        known[number] = word
    return word


def comparable(form: str) -> str:
    """A normalised form as it is compared: folded, without the long vowel at the end of a loan word (サーバー = サーバ)."""
    term = fold(form).strip()
    return term[:-1] if len(term) > 3 and term.endswith("ー") else term
