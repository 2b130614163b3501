"""The words an operator may edit: light words, which a question is searched without, and synonyms.

Both act on the question only, so an edit works at once and the index stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from yui.engines.search.words import words_of

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Alternative:
    """Another way to say something: its text, as an editor wrote it, and its words."""

    text: str
    terms: Terms


@dataclass(frozen=True)
class Lexicon:
    """Light words and synonyms, ready for use: `synonyms` by the words that stand for each other."""

    light: frozenset[str]
    synonyms: Mapping[Terms, tuple[Alternative, ...]]

    @cached_property
    def longest(self) -> int:
        """Words in the longest key of `synonyms`."""
        return max(map(len, self.synonyms), default=0)

    def extended(self, synonyms: str) -> Lexicon:
        """The same with further lines of synonyms: those of a field, or those an operator has added."""
        return Lexicon(self.light, _merged([self.synonyms, read_synonyms(synonyms)]))


def read_light(text: str) -> frozenset[str]:
    """The light words of a file: any number a line, '#' begins a remark."""
    return frozenset(word.term for line in _lines(text) for part in line.split() for word in words_of(part))


def read_synonyms(text: str) -> Mapping[Terms, tuple[Alternative, ...]]:
    """The synonyms of a file: 「a、b、c」 for each other, 「a、b → c」 from left to right only."""
    found: dict[Terms, dict[Terms, Alternative]] = defaultdict(dict)
    for line in _lines(text):
        left, arrow, right = line.partition("→")
        asked = _alternatives(left)
        answers = _alternatives(right) if arrow else asked
        if arrow and len(asked) > 1:
            _connect(found, asked, asked)
        _connect(found, asked, answers)
    return {key: tuple(alternatives.values()) for key, alternatives in found.items()}


def _connect(
    found: dict[Terms, dict[Terms, Alternative]], asked: Iterable[Alternative], answers: Iterable[Alternative]
) -> None:
    for one in asked:
        for other in answers:
            if one.terms != other.terms:
                found[one.terms].setdefault(other.terms, other)


def _alternatives(text: str) -> list[Alternative]:
    parts = [part.strip() for part in re.split("[、,]", text) if part.strip()]
    read = [Alternative(part, tuple(word.term for word in words_of(part))) for part in parts]
    return [alternative for alternative in read if alternative.terms]


def _merged(tables: Iterable[Mapping[Terms, tuple[Alternative, ...]]]) -> Mapping[Terms, tuple[Alternative, ...]]:
    merged: dict[Terms, dict[Terms, Alternative]] = defaultdict(dict)
    for table in tables:
        for key, alternatives in table.items():
            merged[key].update((alternative.terms, alternative) for alternative in alternatives)
    return {key: tuple(alternatives.values()) for key, alternatives in merged.items()}


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := raw.partition("#")[0].strip())]


@cache
def standard() -> Lexicon:
    """The lexicon that comes with the engine."""
    folder = files(__name__)
    return Lexicon(
        read_light((folder / "light_words.txt").read_text("utf-8")),
        read_synonyms((folder / "synonyms.txt").read_text("utf-8")),
    )
