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


LONGEST_WHOLE = 8
"""Letters: a longer row of kanji is read part by part, for no narrow screen has room for it in one line."""


class Reader:
    """Reads texts by the dictionary and, before it, by `corrections` that it does not know or gets wrong (結 → ゆい).

    Where several corrections fit, the longest word counts. A reading may be written in words, as a long name is.
    """

    def __init__(self, corrections: Mapping[str, str]) -> None:
        self.corrections = {word: kana.translate(_HIRAGANA) for word, kana in corrections.items() if word}
        longest_first = sorted(self.corrections, key=lambda word: (-len(word), word))
        self._words = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")") if longest_first else None

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
        for part in self._words.split(text) if self._words else [text]:
            kana = self.corrections.get(part)
            yield from _read(part) if kana is None else _by_word(part, kana)


def furigana(text: str, corrections: Mapping[str, str] | None = None) -> tuple[Segment, ...]:
    """The segments of one text. Who reads many keeps a `Reader`."""
    return Reader(corrections or {})(text)


def has_kanji(word: str) -> bool:
    """Whether a word has anything to stand ふりがな over."""
    return bool(_HAS_KANJI.search(word))


def is_readable(kana: str) -> bool:
    """Whether a reading can stand over a word: hiragana or katakana and nothing else."""
    return bool(_READABLE.fullmatch(kana.translate(_HIRAGANA)))


def _read(text: str) -> Iterator[Segment]:
    """The segments of a text: numbers by rule, all else by the dictionary and the words it is known to misread."""
    found = [(at + each.begin(), at + each.end(), each) for at, each in sudachi.morphemes(text, sudachi.LONG)]
    begins, ends = {begin for begin, _, _ in found}, {end for _, end, _ in found}
    by_rule = {each.begin: each for each in numerals.numbers(text) if each.begin in begins and each.end in ends}
    end = 0
    for (begin, until, morpheme), (_, _, following) in zip_longest(found, found[1:], fillvalue=(0, 0, None)):
        if begin < end:
            continue  # a part of the number just read
        if begin > end:
            yield text[end:begin], None
        end = until
        if number := by_rule.get(begin):
            yield from number.segments
            end = number.end
        elif morpheme is not None:
            yield from _one(text[begin:end], morpheme, following)
    yield text[end:], None


def _one(written: str, morpheme: Any, following: Any) -> Iterator[Segment]:
    """The segments of one word."""
    if any(letter.isdigit() for letter in written):
        yield written, None  # the dictionary reads figures sign by sign: 10万 as いちれいまん
        return
    kana = morpheme.reading_form().translate(_HIRAGANA)
    if morpheme.part_of_speech()[0] != "接尾辞":
        kana = words.SAID.get((written, kana), kana)
        kana = words.SAID_BEFORE.get((written, following.surface() if following else ""), kana)
    yield from aligned(written, kana)


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
