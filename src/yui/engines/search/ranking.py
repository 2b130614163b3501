"""Words against documents: BM25F over a snapshot, with synonyms and verbatim texts, keeping the evidence of each.

A word adds idf · impact, where impact depends only on the fields in which it stands and their lengths. A synonym adds
its own score times its weight where that is more than the word itself gave, so writing both gains nothing.

Where a word stands is looked up once for all parts, and scores are added in place into one array a part: both are
several times quicker than collecting them first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from yui.engines.search import grams
from yui.engines.search.asking import Asked, Expansion, Verbatim
from yui.engines.search.blocks import Array
from yui.engines.search.documents import ReasonKind
from yui.engines.search.segments import group_term
from yui.engines.search.snapshot import Floats, Found, Snapshot

PARTLY = 0.6
"""Share of the letter pairs of an unknown word that a document must hold to count as perhaps meaning it (a slip)."""


FEW = 3
"""Words up to which a question is also looked for letter by letter though all its words are known; longer ones find
enough by their words, and the search costs as much as that of the words."""


COMMON = 0.1
"""Share of the documents from which on a word does not tell two of them apart, where there are at least so many:"""

ENOUGH_TO_TELL = 50


WHOLE = (0, 0)
"""The words of evidence that is about a stretch of text."""


Scored = tuple[Array, Floats]
"""Documents of a part, each once, and what something adds to each."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """What one word, synonym or verbatim text of the question added to which documents of each part."""

    kind: ReasonKind
    asked: str
    terms: tuple[str, ...]
    """The words to highlight; for verbatim evidence the folded text itself."""
    words: tuple[int, int]
    """Which words of the question it is about: from, to before."""
    parts: tuple[Scored, ...]
    weak: bool = False
    """Is it about numbers and very common words only, or a record's verbs? Nobody would give it as the reason."""
    made_of: tuple[int, ...] = ()
    """Of verbatim evidence the words of the question inside it."""


@dataclass(frozen=True)
class WordScores:
    """The word scores of all documents, part by part, and their evidence."""

    totals: list[Floats]
    evidence: list[Evidence]

    @staticmethod
    def nothing(snapshot: Snapshot) -> WordScores:
        """Nobody has any."""
        return WordScores([np.zeros(part.size, dtype=np.float32) for part in snapshot.parts], [])


class WordRanking:
    """Scores one question against one snapshot."""

    def __init__(self, snapshot: Snapshot, asked: Asked) -> None:
        self.snapshot = snapshot
        self.settings = snapshot.settings
        self.asked = asked
        self._made = WordScores.nothing(snapshot)
        self.weak = [word.counts or self._is_common(word.term) for word in asked.words]
        self.unsaid = [weak or (asked.record and word.acts) for weak, word in zip(self.weak, asked.words, strict=True)]
        # All zero between uses, so that synonyms of a word can be compared document by document.
        self._scratch = np.zeros(max((part.size for part in snapshot.parts), default=0), dtype=np.float32)

    def scores(self) -> WordScores:
        """The scores of all documents."""
        idfs = [self._idf(self.found(word.term).count) for word in self.asked.words]
        for number, idf in enumerate(idfs):
            if not self._is_left_out(number):
                self._score_word(number, idf)
        for expansion in self.asked.expansions:
            if expansion.last - expansion.first > 1 and not self._is_left_out(expansion.first, expansion.last):
                self._score_expansion(expansion, idfs)
        for text in self.asked.verbatim:
            self._score_verbatim(text)
        return self._made

    def found(self, term: str) -> Found:
        """Where a word stands."""
        return self.snapshot.found(term)

    def _is_common(self, term: str) -> bool:
        size = self.snapshot.size
        return size >= ENOUGH_TO_TELL and self.found(term).count > COMMON * size

    def _is_left_out(self, first: int, last: int | None = None) -> bool:
        """Of a record, weak words do not count unless it has no others."""
        return self.asked.record and not all(self.weak) and all(self.weak[first : last or first + 1])

    def _idf(self, count: int) -> float:
        size = max(self.snapshot.size, count)
        return log(1 + (size - count + 0.5) / (count + 0.5))

    def _values(self, term: str, weight: float) -> tuple[Scored, ...]:
        """The documents in which a word stands and what it adds to each, part by part."""
        factor = np.float32(weight)
        return tuple((documents, units * factor) for documents, units in self.found(term).postings)

    def _score_word(self, number: int, idf: float) -> None:
        word = self.asked.words[number]
        own = self._values(word.term, idf)
        self._note(ReasonKind.WORD, number, number + 1, (word.term,), own)
        others = list(self._others(number, idf))
        for terms, values in others:
            self._note(ReasonKind.SYNONYM, number, number + 1, terms, values)
        for place, total in enumerate(self._made.totals):
            rivals = [values[place] for _, values in others if len(values[place][0])]
            if rivals:
                self._add_best(total, [own[place], *rivals])
            else:
                np.add.at(total, *own[place])

    def _add_best(self, total: Floats, rivals: Sequence[Scored]) -> None:
        """Let of a word and its synonyms the best count for each document."""
        best = self._scratch[: len(total)]
        for documents, values in rivals:
            np.maximum.at(best, documents, values)
        total += best
        best.fill(0)

    def _others(self, number: int, idf: float) -> Iterator[tuple[tuple[str, ...], tuple[Scored, ...]]]:
        """What may be said instead of a single word, where it stands and what it adds."""
        own = self.found(self.asked.words[number].term).count
        for group in self.asked.words[number].groups:
            term = group_term(group)
            count = self.found(term).count
            if count > own:
                weight = min(self._idf(count), idf) * self.settings.synonyms
                yield (term,), self._values(term, weight)
        for expansion in self.asked.expansions:
            if (expansion.first, expansion.last) == (number, number + 1):
                yield expansion.alternative.terms, self._together(expansion.alternative.terms, idf)

    def _together(self, terms: tuple[str, ...], limit: float) -> tuple[Scored, ...]:
        """Where all words of an alternative stand, and what it adds: no more than the words asked for could."""
        idfs = [self._idf(self.found(term).count) for term in terms]
        scale = self.settings.synonyms * min(1.0, limit / max(sum(idfs), 1e-9))
        both = self._values(terms[0], idfs[0] * scale)
        for term, idf in zip(terms[1:], idfs[1:], strict=True):
            both = tuple(map(_in_both, both, self._values(term, idf * scale)))
        return both

    def _score_expansion(self, expansion: Expansion, idfs: Sequence[float]) -> None:
        """Another way to say several words: what it gives beyond what those words have given already."""
        first, last, terms = expansion.first, expansion.last, expansion.alternative.terms
        gains = []
        for place, (documents, values) in enumerate(self._together(terms, sum(idfs[first:last]))):
            given = np.zeros(len(documents), dtype=np.float32)
            for number in range(first, last):
                given += self._given(number, place, documents)
            more = values > given
            gains.append((documents[more], (values - given)[more]))
            np.add.at(self._made.totals[place], *gains[-1])
        self._note(ReasonKind.SYNONYM, first, last, terms, tuple(gains))

    def _given(self, number: int, place: int, documents: Array) -> Floats:
        """What a word of the question, or the best synonym for it, has added to these documents of a part."""
        best = np.zeros(len(documents), dtype=np.float32)
        for evidence in self._made.evidence:
            if evidence.words == (number, number + 1) and len(evidence.parts[place][0]):
                held, values = evidence.parts[place]
                places = np.minimum(np.searchsorted(held, documents), len(held) - 1)
                np.maximum(best, np.where(held[places] == documents, values[places], 0), out=best)
        return best

    def _note(self, kind: ReasonKind, first: int, last: int, terms: tuple[str, ...], parts: tuple[Scored, ...]) -> None:
        if any(len(documents) for documents, _ in parts):
            asked, weak = self.asked.written(first, last), all(self.unsaid[first:last])
            self._made.evidence.append(Evidence(kind, asked, terms, (first, last), parts, weak))

    def _score_verbatim(self, verbatim: Verbatim) -> None:
        """A text that stands in a document letter by letter: a little more where its words are known, all where not."""
        words = [self.asked.words[number] for number in verbatim.words]
        counts = [self.found(word.term).count for word in words]
        unknown = not all(counts)
        if not unknown and len(self.asked.words) > FEW:
            return
        pairs = grams.inner_pairs(verbatim.text)
        share = 1.0 if any(counts) or verbatim.padded else PARTLY
        places = [grams.holding(part.segment, verbatim.text, pairs, share) for part in self.snapshot.parts]
        living = zip(self.snapshot.parts, places, strict=True)
        count = sum(len(part.living(documents)) for part, (documents, _) in living)
        if not count:
            return
        weight = np.float32(self._idf(count) * (self.settings.substrings if unknown else self.settings.phrases))
        parts = tuple((documents, shares * shares * weight) for documents, shares in places)
        for total, added in zip(self._made.totals, parts, strict=True):
            np.add.at(total, *added)
        span = (verbatim.words[0], verbatim.words[-1] + 1) if len(words) == 1 else WHOLE
        weak = bool(words) and all(self.unsaid[number] for number in verbatim.words)
        text = verbatim.text
        self._made.evidence.append(Evidence(ReasonKind.EXACT, text, (text,), span, parts, weak, verbatim.words))


def _in_both(one: Scored, other: Scored) -> Scored:
    """The documents that both hold, with what both add."""
    documents, left, right = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return documents, one[1][left] + other[1][right]
