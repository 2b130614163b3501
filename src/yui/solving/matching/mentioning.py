"""Reads essential requirements and the texts of candidates into words, for `rules.covering`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from yui.engines.search import Lexicon
from yui.engines.search.asking import Asked, Expansion, read
from yui.engines.search.words import Word, words_of
from yui.solving.finding import names_something
from yui.solving.matching.rules.covering import Mention, Requirement, Sentence, Sought, mentions

LITTLE = 0.5
"""What a word that names nothing counts beside those that do: 届く, 以内 and 三 stand in many texts."""

_NO = re.compile(
    r"(?:ない|無い|ません|なし|無し|ず|ぬ|対象外|未対応|非対応|不可)(?:です|である|こと|もの|の)?(?:ので|ため|が|から|けれども?|と)?$"
)
"""How a sentence ends that says no."""

_NO_HARM = re.compile(
    r"(?:必要|手間|心配|負担|間違い)[はがも]?(?:ない|なし|ありません)|"
    r"(?:要ら|いら|要り|いり|かから|かかり|逃さ|逃し|もらさ|もらし|漏らさ|漏らし|忘れ|違え|迷わ|迷い|困ら|困り|少なく|だけで)(?:ない|ません|ず)"
)
"""What ends alike and refuses nothing."""

_GOES_ON = re.compile(r"(?:[はもをにでのとや]|[^ぁ-ん])$")
"""A part of a sentence that waits for its verb: what the verb denies is denied here too (固定電話には、届きません)."""


def requirements_of(essentials: Sequence[str], lexicon: Lexicon) -> tuple[Requirement, ...]:
    """The essential requirements of a need in words, with what else could be said for each."""
    return tuple(_requirement(text, lexicon) for text in essentials)


def mentioned(requirements: Sequence[Requirement], texts: Mapping[str, str]) -> tuple[Mention, ...]:
    """How far the texts of a candidate mention each of the requirements."""
    if not requirements:
        return ()
    return mentions(requirements, [sentence for text in texts.values() for sentence in _sentences(text)])


def _requirement(text: str, lexicon: Lexicon) -> Requirement:
    asked = read(text, lexicon)
    words = tuple(
        Sought(
            frozenset({*_ways(word), *_said_otherwise(asked, place)}),
            asked.written(place, place + 1),
            1.0 if names_something(asked.written(place, place + 1)) else LITTLE,
        )
        for place, word in enumerate(asked.words)
    )
    return Requirement(text, words, denies=_denies(text))


def _ways(word: Word) -> Iterable[frozenset[str]]:
    yield frozenset({word.term})
    yield from (frozenset({f"#{group}"}) for group in word.groups)


def _said_otherwise(asked: Asked, place: int) -> Iterable[frozenset[str]]:
    """The synonyms of all runs of words that a word stands in."""
    around: list[Expansion] = [one for one in asked.expansions if one.first <= place < one.last]
    return [frozenset(one.alternative.terms) for one in around]


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text as sets of words; parts that say no stand apart from those that do not."""
    found: list[Sentence] = []
    for line in re.split(r"[。\n！？!?]", text):
        sides: dict[bool, set[str]] = {}
        for part, denies in _parts(line):
            sides.setdefault(denies, set()).update(_words(part))
        found += [Sentence(frozenset(words), denies) for denies, words in sides.items() if words]
    return tuple(found)


def _parts(line: str) -> list[tuple[str, bool]]:
    """The parts between commas, from the last to the first, each with whether it says no."""
    found: list[tuple[str, bool]] = []
    for part in reversed(line.split("、")):
        behind = bool(found) and found[-1][1]
        found.append((part, _denies(part) or (behind and bool(_GOES_ON.search(part)))))
    return found


def _denies(part: str) -> bool:
    said = part.strip(" 　。、「」（）()")
    return bool(_NO.search(said)) and not _NO_HARM.search(said)


def _words(part: str) -> Iterable[str]:
    for word in words_of(part):
        yield word.term
        yield from (f"#{group}" for group in word.groups)
