"""A text cut into segments, each with the reading of its kanji: what a page prints as ruby."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from yui.engines.readings import sudachi

Segment = tuple[str, str | None]
"""Letters of the text, and their reading in hiragana where they are kanji."""

REMEMBERED = 4_096

_KANJI = r"[々〆ヶ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_PARTS = re.compile(rf"({_KANJI}+)|((?:(?!{_KANJI}).)+)", re.DOTALL)
_HAS_KANJI = re.compile(_KANJI)
_READABLE = re.compile(r"[ぁ-ゖー]+")
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def furigana(text: str, corrections: Mapping[str, str] | None = None) -> tuple[Segment, ...]:
    """The segments of a text; put together again they are the text, letter for letter.

    `corrections` gives readings that the dictionary does not know or gets wrong (結 → ゆい); where several fit, the
    longest word counts.
    """
    return _furigana(text, tuple(sorted((corrections or {}).items(), key=lambda item: (-len(item[0]), item[0]))))


@lru_cache(maxsize=REMEMBERED)
def _furigana(text: str, corrections: tuple[Segment, ...]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for part, reading in _corrected(text, dict(corrections)):
        found = [(part, reading)] if reading is not None else _read(part)
        for letters, sound in found:
            if sound is None and segments and segments[-1][1] is None:
                segments[-1] = (segments[-1][0] + letters, None)
            elif letters:
                segments.append((letters, sound))
    return tuple(segments)


def _corrected(text: str, corrections: Mapping[str, str | None]) -> Iterator[Segment]:
    """The text cut at the words that have a correction."""
    if not any(corrections):
        yield text, None
        return
    words = re.compile("(" + "|".join(re.escape(word) for word in corrections if word) + ")")
    for part in words.split(text):
        yield part, corrections.get(part)


def _read(text: str) -> Iterator[Segment]:
    """The segments of a text by the dictionary."""
    end = 0
    for offset, morpheme in sudachi.morphemes(text, sudachi.LONG):
        begin = offset + morpheme.begin()
        if begin > end:
            yield text[end:begin], None
        end = offset + morpheme.end()
        yield from aligned(text[begin:end], morpheme.reading_form().translate(_HIRAGANA))
    yield text[end:], None


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
