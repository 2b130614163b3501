"""Words against documents: BM25F over a snapshot, with synonyms and verbatim texts, keeping the evidence of each.

A word adds idf · impact, where impact depends only on the fields in which it stands and their lengths. A synonym adds
its own score times its weight where that is more than the word itself gave, so writing both gains nothing.

Scores are added in place into one array for all documents, and what evidence added to a document is multiplied out only
for those that are shown: both are several times quicker than collecting everything first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log
from typing import NamedTuple

import numpy as np

from yui.engines.search import grams
from yui.engines.search.asking import Asked, Expansion, Verbatim
from yui.engines.search.documents import ReasonKind
from yui.engines.search.segments import group_term
from yui.engines.search.snapshot import NOWHERE, Floats, Numbers, Postings, Snapshot, joined

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


class Scored(NamedTuple):
    """Documents, each once and ascending, and what something adds to each: its units times the weight."""

    documents: Numbers
    units: Floats
    weight: np.float32

    def values(self) -> Floats:
        """What is added to each document."""
        return self.units * self.weight


@dataclass(frozen=True, eq=False)
class Evidence:
    """What one word, synonym or verbatim text of the question added to which documents."""

    kind: ReasonKind
    asked: str
    terms: tuple[str, ...]
    """The words to highlight; for verbatim evidence the folded text itself."""
    words: tuple[int, int]
    """Which words of the question it is about: from, to before."""
    scored: Scored
    weak: bool = False
    """Is it about numbers and very common words only, or a record's verbs? Nobody would give it as the reason."""
    made_of: tuple[int, ...] = ()
    """Of verbatim evidence the words of the question inside it."""

    @cached_property
    def name(self) -> str:
        """What it is about: of several of one name only the best is told."""
        return f"{self.kind} {self.asked}"


@dataclass(frozen=True)
class WordScores:
    """The word scores of all documents, and their evidence."""

    totals: Floats
    evidence: list[Evidence]

    @staticmethod
    def nothing(snapshot: Snapshot) -> WordScores:
        """Nobody has any."""
        return WordScores(np.zeros(snapshot.numbers, dtype=np.float32), [])


class WordRanking:
    """Scores one question against one snapshot."""

    def __init__(self, snapshot: Snapshot, asked: Asked) -> None:
        self.snapshot = snapshot
        self.settings = snapshot.settings
        self.asked = asked
        self._made = WordScores.nothing(snapshot)
        self._counts = [snapshot.standing(word.term).count for word in asked.words]
        self._idfs = [self._idf(count) for count in self._counts]
        self.weak = [word.counts or self._is_common(place) for place, word in enumerate(asked.words)]
        self.unsaid = [weak or (asked.record and word.acts) for weak, word in zip(self.weak, asked.words, strict=True)]
        self._spared = asked.record and not all(self.weak)

    def scores(self) -> WordScores:
        """The scores of all documents."""
        for number in range(len(self.asked.words)):
            if not self._is_left_out(number, number + 1):
                self._score_word(number)
        self._score_expansions()
        for text in self.asked.verbatim:
            self._score_verbatim(text)
        return self._made

    def _is_common(self, number: int) -> bool:
        size = self.snapshot.size
        return size >= ENOUGH_TO_TELL and self._counts[number] > COMMON * size

    def _is_left_out(self, first: int, last: int) -> bool:
        """Of a record, weak words do not count unless it has no others."""
        return self._spared and all(self.weak[first:last])

    def _idf(self, count: int) -> float:
        size = max(self.snapshot.size, count)
        return log(1 + (size - count + 0.5) / (count + 0.5))

    def _scored(self, term: str, weight: float) -> Scored:
        """The documents in which a word stands and what it adds to each."""
        return Scored(*self.snapshot.postings(term), np.float32(weight))

    def _score_word(self, number: int) -> None:
        """Let of a word and its synonyms the best count for each document."""
        word = self.asked.words[number]
        found = []
        if self._counts[number]:
            own = self._scored(word.term, self._idfs[number])
            self._note(ReasonKind.WORD, number, number + 1, (word.term,), own)
            found.append(own)
        for terms, scored in self._others(number):
            if len(scored.documents):
                self._note(ReasonKind.SYNONYM, number, number + 1, terms, scored)
                found.append(scored)
        if found:
            self._add_best(found)

    def _add_best(self, rivals: Sequence[Scored]) -> None:
        """Add to each document the best of what several add to it."""
        totals = self._made.totals
        if len(rivals) == 1:
            np.add.at(totals, rivals[0].documents, rivals[0].values())
            return
        first, *others = [(rival.documents.astype(np.intp), rival.values()) for rival in rivals]
        np.add.at(totals, *first)
        held = [first, *others[:-1]]
        self._scratch[first[0]] = first[1]
        for rival, (documents, values) in enumerate(others, start=1):
            given = self._scratch.take(documents)
            np.add.at(totals, documents, np.maximum(values - given, 0))
            if rival < len(held):
                self._scratch[documents] = np.maximum(values, given)
        for documents, _ in held:
            self._scratch[documents] = 0

    @cached_property
    def _scratch(self) -> Floats:
        """Zero for every document between uses: there rivals are compared document by document."""
        return np.zeros(self.snapshot.numbers, dtype=np.float32)

    def _others(self, number: int) -> Iterator[tuple[tuple[str, ...], Scored]]:
        """What may be said instead of a single word, where it stands and what it adds."""
        idf = self._idfs[number]
        for group in self.asked.words[number].groups:
            term = group_term(group)
            count = self.snapshot.standing(term).count
            if count > self._counts[number]:
                yield (term,), self._scored(term, min(self._idf(count), idf) * self.settings.synonyms)
        for expansion in self.asked.expansions:
            if (expansion.first, expansion.last) == (number, number + 1):
                yield expansion.alternative.terms, self._together(expansion.alternative.terms, idf)

    def _together(self, terms: tuple[str, ...], limit: float) -> Scored:
        """Where all words of an alternative stand, and what it adds: no more than the words asked for could."""
        counts = [self.snapshot.standing(term).count for term in terms]
        if not all(counts):
            return Scored(*NOWHERE, np.float32(0))
        idfs = [self._idf(count) for count in counts]
        scale = self.settings.synonyms * min(1.0, limit / max(sum(idfs), 1e-9))
        parts = [self._scored(term, idf * scale) for term, idf in zip(terms, idfs, strict=True)]
        return reduce(_in_both, parts)

    def _score_expansions(self) -> None:
        """Other ways to say several words: what each gives beyond what those words, and others before it, have given."""
        earlier: list[tuple[Expansion, Postings]] = []
        for expansion in self.asked.expansions:
            first, last, terms = expansion.first, expansion.last, expansion.alternative.terms
            if last - first == 1 or self._is_left_out(first, last):
                continue
            documents, units, weight = self._together(terms, sum(self._idfs[first:last]))
            gains = units * weight
            for number in range(first, last):
                gains -= self._given(number, documents)
            for other, given in earlier:
                if other.first < last and first < other.last:
                    gains -= _values_at(given, documents)
            more = gains > 0
            gained = Postings(documents[more], gains[more])
            if len(gained.documents):
                earlier.append((expansion, gained))
                np.add.at(self._made.totals, *gained)
                self._note(ReasonKind.SYNONYM, first, last, terms, Scored(*gained, np.float32(1)))

    def _given(self, number: int, documents: Numbers) -> Floats:
        """What a word of the question, or the best synonym for it, has added to these documents."""
        best = np.zeros(len(documents), dtype=np.float32)
        for evidence in self._made.evidence:
            if evidence.words == (number, number + 1):
                held, units, weight = evidence.scored
                np.maximum(best, _values_at(Postings(held, units), documents) * weight, out=best)
        return best

    def _note(self, kind: ReasonKind, first: int, last: int, terms: tuple[str, ...], scored: Scored) -> None:
        asked, weak = self.asked.written(first, last), all(self.unsaid[first:last])
        self._made.evidence.append(Evidence(kind, asked, terms, (first, last), scored, weak))

    def _score_verbatim(self, verbatim: Verbatim) -> None:
        """A text that stands in a document letter by letter: a little more where its words are known, all where not."""
        counts = [self._counts[number] for number in verbatim.words]
        unknown = not all(counts)
        if not unknown and len(self.asked.words) > FEW:
            return
        documents, shares = self._holding(verbatim.text, 1.0 if any(counts) or verbatim.padded else PARTLY)
        count = len(self.snapshot.living(documents))
        if not count:
            return
        weight = np.float32(self._idf(count) * (self.settings.substrings if unknown else self.settings.phrases))
        scored = Scored(documents, shares * shares, weight)
        np.add.at(self._made.totals, documents, scored.values())
        span = (verbatim.words[0], verbatim.words[-1] + 1) if len(counts) == 1 else WHOLE
        weak = bool(counts) and all(self.unsaid[number] for number in verbatim.words)
        text = verbatim.text
        self._made.evidence.append(Evidence(ReasonKind.EXACT, text, (text,), span, scored, weak, verbatim.words))

    def _holding(self, text: str, share: float) -> Postings:
        """The documents that hold at least this share of the letter pairs of a text, and the share of each."""
        pairs = grams.inner_pairs(text)
        documents, shares = [], []
        for part, start in zip(self.snapshot.parts, self.snapshot.starts, strict=False):
            inside, held = grams.holding(part.segment, text, pairs, share)
            documents.append(inside.astype(np.int32) + np.int32(start))
            shares.append(held)
        return Postings(joined(documents, np.int32), joined(shares, np.float32))


def _in_both(one: Scored, other: Scored) -> Scored:
    """The documents that both hold, with what both add."""
    if len(one.documents) > len(other.documents):
        one, other = other, one
    places = np.minimum(other.documents.searchsorted(one.documents), max(len(other.documents) - 1, 0))
    both = other.documents[places] == one.documents if len(other.documents) else np.zeros(len(places), dtype=np.bool_)
    values = one.units[both] * one.weight + other.units[places[both]] * other.weight
    return Scored(one.documents[both], values, np.float32(1))


def _values_at(held: Postings, documents: Numbers) -> Floats:
    """The values of some documents, 0 for those that are not among the held ones."""
    if not len(held.documents):
        return np.zeros(len(documents), dtype=np.float32)
    places = np.minimum(held.documents.searchsorted(documents), len(held.documents) - 1)
    return np.where(held.documents[places] == documents, held.units[places], np.float32(0))
