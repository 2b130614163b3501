"""A question as the engine reads it: its words, what else could be said for them, and the texts to find verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yui.engines.readings.sudachi import clean
from yui.engines.search.lexicon import Alternative, Lexicon
from yui.engines.search.text import fold
from yui.engines.search.words import Word, words_of

LONGEST_QUESTION = 2_000
"""Letters of a question that are read: enough for the text of a need; more would only cost time."""

MOST_WORDS = 40
"""Different words that are searched; of longer texts the first ones, which say what it is about."""

SHORT = 14
"""Letters up to which a question as a whole is also looked for verbatim."""


@dataclass(frozen=True)
class Expansion:
    """Another way to say the words from `first` to before `last` of a question."""

    first: int
    last: int
    alternative: Alternative


@dataclass(frozen=True)
class Asked:
    """A question, read. `words` are all different; `verbatim` are texts of two letters or more."""

    text: str
    words: tuple[Word, ...]
    expansions: tuple[Expansion, ...]
    verbatim: tuple[str, ...]

    def written(self, first: int, last: int) -> str:
        """How the question writes some of its words."""
        return self.text[self.words[first].begin : self.words[last - 1].end]


def read(text: str, lexicon: Lexicon) -> Asked:
    """The question in words, without light words unless it has no others."""
    text = clean(text)[:LONGEST_QUESTION]
    everything = words_of(text)
    heavy = [word for word in everything if word.term not in lexicon.light]
    words = list({word.term: word for word in reversed(heavy or everything)}.values())[::-1]
    words = sorted(words, key=lambda word: word.begin)[:MOST_WORDS]
    return Asked(text, tuple(words), tuple(_expansions(words, lexicon)), tuple(_verbatim(text, everything, lexicon)))


def _expansions(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Expansion]:
    terms = tuple(word.term for word in words)
    for first in range(len(terms)):
        for last in range(first + 1, min(first + lexicon.longest, len(terms)) + 1):
            for alternative in lexicon.synonyms.get(terms[first:last], ()):
                yield Expansion(first, last, alternative)


def _verbatim(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[str]:
    """Runs of words without anything between them, with and without light words; a short question also as a whole."""
    runs = [*_runs(text, words), *_runs(text, [word for word in words if word.term not in lexicon.light])]
    if len(text.strip()) <= SHORT:
        runs += text.split()
    folded = list(dict.fromkeys(fold(run).strip("。、？?！! 「」") for run in runs))
    return [run for run in folded if len(run) > 1 or (run and len(folded) == 1)][:MOST_WORDS]


def _runs(text: str, words: Sequence[Word]) -> Iterator[str]:
    begin = end = -1
    for word in words:
        if word.begin != end:
            if begin >= 0:
                yield text[begin:end]
            begin = word.begin
        end = word.end
    if begin >= 0:
        yield text[begin:end]
