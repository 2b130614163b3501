"""A text cut into segments, each with the reading of its kanji: what a page prints as ruby."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from yui.engines.readings import numerals, sudachi, words

Segment = tuple[str, str | None]
"""Letters of the text, and their reading in hiragana where they are kanji."""

_KANJI = r"[々〆ヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_PARTS = re.compile(rf"({_KANJI}+)|((?:(?!{_KANJI}).)+)", re.DOTALL)
_HAS_KANJI = re.compile(_KANJI)
_GAPS = re.compile(r"([\s・]+)")
_READABLE = re.compile(r"[ぁ-ゖー]+")
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


LONGEST_PART = 2
"""Letters: a correction as short as this also stands within other words, 結 in 結果, and counts only where it is a word."""

LONGEST_WHOLE = 8
"""Letters: a longer row of kanji is read part by part, for no narrow screen has room for it in one line."""


class Reader:
    """Reads texts by the dictionary and, before it, by `corrections` that it does not know or gets wrong (結 → ゆい).

    Where several corrections fit, the longest word counts; one of a letter or two counts where the dictionary too sees
    a word begin and end. A reading may be written in words, as a long name is.
    """

    def __init__(self, corrections: Mapping[str, str]) -> None:
        self.corrections = {word: kana.translate(_HIRAGANA) for word, kana in corrections.items() if word}
        self._known = words.WHOLE | self.corrections
        longest_first = sorted(self._known, key=lambda word: (-len(word), word))
        self._words = re.compile("|".join(map(re.escape, longest_first)))

    def __call__(self, text: str) -> tuple[Segment, ...]:
        """The segments of a text; put together again they are the text, letter for letter."""
        segments: list[Segment] = []
        for letters, sound in self._found(text):
            if sound is None and segments and segments[-1][1] is None:
                segments[-1] = (segments[-1][0] + letters, None)
            elif letters:
                segments.append((letters, sound))
        return tuple(segments)

    def _found(self, text: str) -> Iterator[Segment]:
        """The text cut at the words that have a correction, the rest of it by the dictionary."""
        end = 0
        for begin, word in self._corrected(text):
            yield from _read(text[end:begin])
            yield from _by_word(word, self._known[word])
            end = begin + len(word)
        yield from _read(text[end:])

    def _corrected(self, text: str) -> Iterator[tuple[int, str]]:
        """Where words stand that have a correction, from the first to the last."""
        found, edges = self._words.search(text), None
        while found:
            begin, end = found.span()
            is_short = end - begin <= LONGEST_PART
            edges = _edges(text) if is_short and edges is None else edges
            counts = not is_short or (edges is not None and {begin, end} <= edges)
            if counts:
                yield begin, found.group()
            found = self._words.search(text, end if counts else begin + 1)


def furigana(text: str, corrections: Mapping[str, str] | None = None) -> tuple[Segment, ...]:
    """The segments of one text. Who reads many keeps a `Reader`."""
    return Reader(corrections or {})(text)


def has_kanji(word: str) -> bool:
    """Whether a word has anything to stand ふりがな over."""
    return bool(_HAS_KANJI.search(word))


def is_readable(kana: str) -> bool:
    """Whether a reading can stand over a word: hiragana or katakana and nothing else."""
    return bool(_READABLE.fullmatch(kana.translate(_HIRAGANA)))


def _edges(text: str) -> set[int]:
    """Where the words of a text begin and end."""
    return {at + edge for at, each in sudachi.morphemes(text, sudachi.SHORT) for edge in (each.begin(), each.end())}


def _read(text: str) -> Iterator[Segment]:
    """The segments of a text: numbers by rule, all else by the dictionary and the words it is known to misread."""
    found = [(at + each.begin(), at + each.end(), each) for at, each in sudachi.morphemes(text, sudachi.LONG)]
    begins, ends = {begin for begin, _, _ in found}, {end for _, end, _ in found}
    by_rule = {each.begin: each for each in numerals.numbers(text) if each.begin in begins and each.end in ends}
    around = [None, *(each for _, _, each in found), None]
    end = 0
    for (begin, until, _), before, morpheme, following in zip(found, around, around[1:], around[2:], strict=False):
        if begin < end:
            continue  # a part of the number just read
        if begin > end:
            yield text[end:begin], None
        end = until
        if number := by_rule.get(begin):
            yield from number.segments
            end = number.end
        else:
            yield from _one(text[begin:end], morpheme, before, following)
    yield text[end:], None


def _one(written: str, morpheme: Any, before: Any, following: Any) -> Iterator[Segment]:
    """The segments of one word."""
    if any(letter.isdigit() for letter in written):
        yield written, None  # the dictionary reads figures sign by sign: 10万 as いちれいまん
        return
    kana = morpheme.reading_form().translate(_HIRAGANA)
    if morpheme.part_of_speech()[0] != "接尾辞":
        kana = words.SAID.get((written, kana), kana)
        kana = words.SAID_BEFORE.get((written, following.surface() if following else ""), kana)
        kana = words.SAID_BEHIND_A_NOUN.get((written, kana), kana) if _is_noun(before) else kana
    yield from aligned(written, kana)


def _is_noun(morpheme: Any) -> bool:
    return morpheme is not None and morpheme.part_of_speech()[0] == "名詞"


def _by_word(written: str, reading: str) -> Iterator[Segment]:
    """A correction of several words, each under its own reading; where the words do not pair up, the whole under one."""
    words_and_gaps, sounds = _GAPS.split(written), reading.split()
    if len(words_and_gaps[::2]) != len(sounds):
        words_and_gaps, sounds = [written], ["".join(sounds)]
    for word, gap, sound in zip_longest(words_and_gaps[::2], words_and_gaps[1::2], sounds, fillvalue=""):
        for letters, kana in aligned(word, sound):
            yield from _by_part(letters, kana) if kana else [(letters, None)]
        if gap:
            yield gap, None


def _by_part(written: str, reading: str) -> Iterator[Segment]:
    """The last parts of a long row of kanji under their own readings as far as the dictionary says the same of them.

    A line can break between two readings, never within one.
    """
    parts: list[Segment] = []
    for _, part in reversed(list(sudachi.morphemes(written, sudachi.SHORT)) if len(written) > LONGEST_WHOLE else []):
        letters, kana = part.surface(), part.reading_form().translate(_HIRAGANA)
        if letters == written or not written.endswith(letters) or not kana or not reading.removesuffix(kana):
            break
        if not reading.endswith(kana):
            break
        parts.append((letters, kana))
        written, reading = written.removesuffix(letters), reading.removesuffix(kana)
    yield written, reading
    yield from reversed(parts)


def aligned(written: str, reading: str) -> Iterator[Segment]:
    """A word with its reading laid over its kanji only: 取り扱い, とりあつかい → 取(と) り 扱(あつか) い."""
    if not _HAS_KANJI.search(written) or not _READABLE.fullmatch(reading):
        yield written, None
        return
    parts = [match.groups() for match in _PARTS.finditer(written)]
    pattern = "".join("(.+?)" if kanji else re.escape(kana.translate(_HIRAGANA)) for kanji, kana in parts)
    match = re.fullmatch(pattern, reading)
    if match is None:
        yield written, reading
        return
    sounds = iter(match.groups())
    for kanji, kana in parts:
        yield (kanji, next(sounds)) if kanji else (kana, None)
