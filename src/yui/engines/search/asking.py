"""A question as the engine reads it: its words, what else could be said for them, and the texts to find verbatim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yui.engines.readings.sudachi import clean
from yui.engines.search.lexicon import Alternative, Lexicon
from yui.engines.search.text import fold
from yui.engines.search.words import Word, words_of

LONGEST_QUESTION = 2_000
"""Letters of a question that are read: enough for the text of a need; more would only cost time."""

MOST_WORDS = 40
"""Different words that are searched; of longer texts the first ones, which say what it is about."""

RECORD = 120
"""Letters from which on a text is taken for that of a record: nobody asks as long a question."""

SHORT = 14
"""Letters up to which a question as a whole is also looked for verbatim."""


@dataclass(frozen=True)
class Expansion:
    """Another way to say the words from `first` to before `last` of a question."""

    first: int
    last: int
    alternative: Alternative


@dataclass(frozen=True)
class Verbatim:
    """A text to find letter by letter, folded, and which words of the question it is made of."""

    text: str
    words: tuple[int, ...]
    padded: bool = False
    """Are there light words between or beside them? Half of its letters would then be found in any text."""


@dataclass(frozen=True)
class Asked:
    """A question, read. `words` are all different; `verbatim` are texts to find letter by letter.

    `record`: it is the text of a record, whose numbers have been left out (see `Query`).
    """

    text: str
    words: tuple[Word, ...]
    expansions: tuple[Expansion, ...]
    verbatim: tuple[Verbatim, ...]
    record: bool = False

    def written(self, first: int, last: int) -> str:
        """How the question writes some of its words."""
        return self.text[self.words[first].begin : self.words[last - 1].end]


def read(text: str, lexicon: Lexicon, *, record: bool = False) -> Asked:
    """The question in words, without light words (and, of a record, numbers) unless it has no others."""
    text = clean(text)[:LONGEST_QUESTION]
    record = record or len(text) >= RECORD
    everything = words_of(text)
    heavy = [word for word in everything if word.term not in lexicon.light and not (record and word.counts)]
    kept = heavy or everything
    words = list({word.term: word for word in reversed(kept)}.values())[::-1]
    words = sorted(words, key=lambda word: word.begin)[:MOST_WORDS]
    runs = [*([] if record else _runs(everything)), *_runs(kept)]
    if len(text.strip()) <= SHORT:
        runs.append((len(text) - len(text.lstrip()), len(text.rstrip())))
    expansions, verbatim = _expansions(words, lexicon), _verbatim(text, words, runs)
    return Asked(text, tuple(words), tuple(expansions), tuple(verbatim), record)


def _expansions(words: Sequence[Word], lexicon: Lexicon) -> Iterator[Expansion]:
    terms = tuple(word.term for word in words)
    for first in range(len(terms)):
        for last in range(first + 1, min(first + lexicon.longest, len(terms)) + 1):
            for alternative in lexicon.synonyms.get(terms[first:last], ()):
                yield Expansion(first, last, alternative)


def _verbatim(text: str, words: Sequence[Word], runs: Iterable[tuple[int, int]]) -> Iterator[Verbatim]:
    """The runs as texts; a single letter only where it is the whole question."""
    begins, ends = [word.begin for word in words], [word.end for word in words]
    for begin, end in list(dict.fromkeys(runs))[:MOST_WORDS]:
        inside = tuple(range(bisect_left(begins, begin), bisect_right(ends, end)))
        folded = fold(text[begin:end]).strip("。、？?！! 「」")
        if (len(folded) > 1 or folded == fold(text).strip()) and folded and (inside or not words):
            filled = sum(words[place].end - words[place].begin for place in inside)
            yield Verbatim(folded, inside, padded=0 < filled < end - begin)


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where words stand without anything between them: from, to before."""
    begin = end = -1
    for word in words:
        if word.begin != end:
            if begin >= 0:
                yield begin, end
            begin = word.begin
        end = word.end
    if begin >= 0:
        yield begin, end
