"""Japanese words for search: Sudachi in mode A, normalised forms, no function words, synonym groups of its dictionary.

Reading the entry of a word out of the dictionary costs more than cutting the text, so a thread remembers the entries.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from yui.engines.readings import sudachi
from yui.engines.search.text import fold

CONTENT = frozenset({"名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞", "感動詞"})
"""Parts of speech that carry meaning; particles, auxiliaries (です, ます), signs and spaces do not."""

NUMBERS = frozenset({"数詞"})
COUNTERS = frozenset({"助数詞", "助数詞可能"})
"""The dictionary's sorts of a word: 三 and 119; 台, 割, か所 (counters count only behind a number)."""

BEHIND_NUMBERS = frozenset(["前", "後", "間", "余り", "程", "以内", "未満", "弱", "強"])
"""What is part of a count behind a number, like any suffix (人, 軒, 目): 6年前, 三日間."""

_COUNTED = re.compile(r"第|[数何0-9〇一二三四五六七八九十百千万億]+[人名度回部本枚個台件歳年月日分割倍軒戸]|半分")
"""What the dictionary has as one word and is a count all the same (一人, 十人, 一度), and what stands before one."""

REMEMBERED = 300_000
"""Dictionary words of which a thread remembers the entry before it starts anew: about 60 MB."""


class Word(NamedTuple):
    """A word of a text: the form in which it is compared, where it stands, and its synonym groups."""

    term: str
    begin: int
    end: int
    groups: tuple[int, ...] = ()
    known: bool = True
    counts: bool = False
    """Is it a number, or a counter behind one? It says how much, not what."""
    acts: bool = False
    """Is it a verb? The text of a record is full of them (なくしたい, 続ける), and few say what it is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A word as documents are indexed by it: compared by identity, because a thread has one for each dictionary word."""

    term: str
    groups: tuple[int, ...]
    written: str
    """As documents write it; where they differ in width alone, as the first one does."""
    number: bool = False
    counter: bool = False
    acts: bool = False


@cache
def fingerprint() -> str:
    """Names all that decides how a text becomes words; an index made under another one has to be rebuilt."""
    return f"words-1 {sudachi.versions()}"


class _Thread(threading.local):
    """What one thread remembers: the parts of speech, and the words it has met, by their number."""

    def __init__(self) -> None:
        self.parts: dict[int, tuple[str, ...]] = {}
        self.words: dict[int, Cut | None] = {}


_here = _Thread()


def words_of(text: str) -> list[Word]:
    """The words of a text that carry meaning, in order, with their positions in it."""
    found: list[Word] = []
    for offset, morpheme in sudachi.morphemes(text, sudachi.SHORT):
        word = _word(morpheme, morpheme.word_id())
        if word is not None:
            begin, end = offset + morpheme.begin(), offset + morpheme.end()
            behind = bool(found) and found[-1].counts and found[-1].end == begin
            counts = word.number or (word.counter and behind)
            found.append(Word(word.term, begin, end, word.groups, morpheme.dictionary_id() >= 0, counts, word.acts))
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
    part = _part_of_speech(morpheme)
    term = comparable(morpheme.normalized_form()) if part[0] in CONTENT else ""
    word = _new_word(term, morpheme, part) if term else None
    # A word that is not in the dictionary has no number of its own.
    if morpheme.dictionary_id() >= 0:
        if len(known) >= REMEMBERED:
            known.clear()
        known[number] = word
    return word


def _part_of_speech(morpheme: Any) -> tuple[str, ...]:
    number = morpheme.part_of_speech_id()
    if number not in _here.parts:
        _here.parts[number] = morpheme.part_of_speech()
    return _here.parts[number]


def _new_word(term: str, morpheme: Any, part: tuple[str, ...]) -> Cut:
    number = part[1] in NUMBERS or bool(_COUNTED.fullmatch(term))
    counter = part[0] == "接尾辞" or bool(COUNTERS & set(part[1:4])) or term in BEHIND_NUMBERS
    return Cut(term, tuple(morpheme.synonym_group_ids()), morpheme.surface(), number, counter, part[0] == "動詞")


def comparable(form: str) -> str:
    """A normalised form as it is compared: folded, without the long vowel at the end of a loan word (サーバー = サーバ)."""
    term = fold(form).strip()
    return term[:-1] if len(term) > 3 and term.endswith("ー") else term
