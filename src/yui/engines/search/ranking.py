"""Words against documents: BM25F over a snapshot, with synonyms and verbatim texts, keeping the evidence of each.

A word adds idf · impact, where impact depends only on the fields in which it stands and their lengths. A synonym adds
its own score times its weight where that is more than the word itself gave, so writing both gains nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from yui.engines.search import grams
from yui.engines.search.asking import Asked, Expansion, Verbatim
from yui.engines.search.blocks import Array
from yui.engines.search.documents import ReasonKind
from yui.engines.search.segments import group_term
from yui.engines.search.snapshot import Floats, Snapshot

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


@dataclass(frozen=True, eq=False)
class Evidence:
    """What one word, synonym or verbatim text of the question added to which documents of a part."""

    kind: ReasonKind
    asked: str
    terms: tuple[str, ...]
    """The words to highlight; for verbatim evidence the folded text itself."""
    words: tuple[int, int]
    """Which words of the question it is about: from, to before."""
    documents: Array
    values: Floats
    weak: bool = False
    """Is it about numbers and very common words only, or a record's verbs? Nobody would give it as the reason."""
    made_of: tuple[int, ...] = ()
    """Of verbatim evidence the words of the question inside it."""


@dataclass
class PartScores:
    """The word scores of the documents of a part, with their evidence."""

    size: int
    total: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    evidence: list[Evidence] = field(default_factory=list)
    _added: list[tuple[Array, Floats]] = field(default_factory=list)

    def add(self, documents: Array, values: Floats) -> None:
        """Let something count for some documents (each of them once)."""
        if len(documents):
            self._added.append((documents, values))

    def finish(self) -> PartScores:
        """Add up: all at once, because that is several times faster than word by word."""
        if self._added:
            documents = np.concatenate([documents for documents, _ in self._added])
            values = np.concatenate([values for _, values in self._added])
            self.total = np.bincount(documents, weights=values, minlength=self.size).astype(np.float32)
        else:
            self.total = np.zeros(self.size, dtype=np.float32)
        self._added.clear()
        return self


@dataclass(frozen=True)
class _Found:
    """A word in the whole index: in how many living documents it stands, and its postings in each part."""

    count: int
    postings: tuple[tuple[Array, Array], ...]


class WordRanking:
    """Scores one question against one snapshot."""

    def __init__(self, snapshot: Snapshot, asked: Asked) -> None:
        self.snapshot = snapshot
        self.settings = snapshot.settings
        self.asked = asked
        self._found: dict[str, _Found] = {}
        self.weak = [word.counts or self._is_common(word.term) for word in asked.words]
        self.unsaid = [weak or (asked.record and word.acts) for weak, word in zip(self.weak, asked.words, strict=True)]
        # All zero between uses: clearing what was set is quicker than a new array for each word of each part.
        self._scratch = np.zeros(max((part.size for part in snapshot.parts), default=0), dtype=np.float32)

    def scores(self) -> list[PartScores]:
        """The scores of all documents, part by part."""
        scores = [PartScores(part.size) for part in self.snapshot.parts]
        known = [self._idf(self.found(word.term).count) for word in self.asked.words]
        for place, part in enumerate(scores):
            self._score_words(place, known, part)
        for text in self.asked.verbatim:
            self._score_verbatim(text, scores)
        return [part.finish() for part in scores]

    def found(self, term: str) -> _Found:
        """Where a word stands."""
        if term not in self._found:
            postings = tuple(part.segment.postings(term) for part in self.snapshot.parts)
            count = sum(
                len(part.living(documents)) for part, (documents, _) in zip(self.snapshot.parts, postings, strict=True)
            )
            self._found[term] = _Found(count, postings)
        return self._found[term]

    def _is_common(self, term: str) -> bool:
        size = self.snapshot.size
        return size >= ENOUGH_TO_TELL and self.found(term).count > COMMON * size

    def _is_left_out(self, first: int, last: int | None = None) -> bool:
        """Of a record, weak words do not count unless it has no others."""
        return self.asked.record and not all(self.weak) and all(self.weak[first : last or first + 1])

    def _idf(self, count: int) -> float:
        size = max(self.snapshot.size, count)
        return log(1 + (size - count + 0.5) / (count + 0.5))

    def _values(self, place: int, term: str, weight: float) -> tuple[Array, Floats]:
        """The documents of a part in which a word stands and what it adds to each."""
        documents, fields = self.found(term).postings[place]
        units = self.snapshot.units(self.snapshot.parts[place], term, documents, fields)
        return documents, units * np.float32(weight)

    def _score_words(self, place: int, idfs: Sequence[float], scores: PartScores) -> None:
        for number, (word, idf) in enumerate(zip(self.asked.words, idfs, strict=True)):
            if self._is_left_out(number):
                continue
            documents, values = self._values(place, word.term, idf)
            self._note(scores, ReasonKind.WORD, number, number + 1, (word.term,), (documents, values))
            scores.add(documents, values)
            if others := list(self._others(place, number, idf)):
                self._add_synonyms(scores, number, (documents, values), others)
        for expansion in self.asked.expansions:
            if expansion.last - expansion.first > 1 and not self._is_left_out(expansion.first, expansion.last):
                self._score_expansion(place, expansion, idfs, scores)

    def _others(self, place: int, number: int, idf: float) -> Iterator[tuple[tuple[str, ...], tuple[Array, Floats]]]:
        """What may be said instead of a single word, where it stands and what it adds."""
        own = self.found(self.asked.words[number].term).count
        for group in self.asked.words[number].groups:
            term = group_term(group)
            count = self.found(term).count
            if count > own:
                weight = min(self._idf(count), idf) * self.settings.synonyms
                yield (term,), self._values(place, term, weight)
        for expansion in self.asked.expansions:
            if (expansion.first, expansion.last) == (number, number + 1):
                yield expansion.alternative.terms, self._together(place, expansion.alternative.terms, idf)

    def _together(self, place: int, terms: tuple[str, ...], limit: float) -> tuple[Array, Floats]:
        """Where all words of an alternative stand, and what it adds: no more than the words asked for could."""
        idfs = [self._idf(self.found(term).count) for term in terms]
        scale = self.settings.synonyms * min(1.0, limit / max(sum(idfs), 1e-9))
        documents, values = self._values(place, terms[0], idfs[0] * scale)
        for term, idf in zip(terms[1:], idfs[1:], strict=True):
            more, added = self._values(place, term, idf * scale)
            documents, left, right = np.intersect1d(documents, more, assume_unique=True, return_indices=True)
            values = values[left] + added[right]
        return documents, values

    def _add_synonyms(
        self,
        scores: PartScores,
        number: int,
        own: tuple[Array, Floats],
        others: Sequence[tuple[tuple[str, ...], tuple[Array, Floats]]],
    ) -> None:
        """Let the best synonym count where it gives more than the word itself, by what it gives more."""
        best = self._scratch
        best[own[0]] = own[1]
        for terms, (documents, values) in others:
            before = best[documents]
            more = values > before
            documents, values = documents[more], values[more]
            best[documents] = values
            scores.add(documents, values - before[more])
            self._note(scores, ReasonKind.SYNONYM, number, number + 1, terms, (documents, values))
        for documents in (own[0], *(documents for _, (documents, _) in others)):
            best[documents] = 0

    def _score_expansion(self, place: int, expansion: Expansion, idfs: Sequence[float], scores: PartScores) -> None:
        """Another way to say several words: what it gives beyond what those words have given already."""
        limit = sum(idfs[expansion.first : expansion.last])
        documents, values = self._together(place, expansion.alternative.terms, limit)
        given = np.zeros(len(documents), dtype=np.float32)
        for number in range(expansion.first, expansion.last):
            given += self._given(scores, number, documents)
        more = values > given
        documents, values = documents[more], (values - given)[more]
        scores.add(documents, values)
        terms = expansion.alternative.terms
        self._note(scores, ReasonKind.SYNONYM, expansion.first, expansion.last, terms, (documents, values))

    def _given(self, scores: PartScores, number: int, documents: Array) -> Floats:
        """What a word of the question, or the best synonym for it, has added to these documents."""
        best = np.zeros(len(documents), dtype=np.float32)
        for evidence in scores.evidence:
            if evidence.words == (number, number + 1):
                places = np.minimum(np.searchsorted(evidence.documents, documents), len(evidence.documents) - 1)
                np.maximum(
                    best, np.where(evidence.documents[places] == documents, evidence.values[places], 0), out=best
                )
        return best

    def _note(
        self,
        scores: PartScores,
        kind: ReasonKind,
        first: int,
        last: int,
        terms: tuple[str, ...],
        found: tuple[Array, Floats],
    ) -> None:
        if len(found[0]):
            asked, weak = self.asked.written(first, last), all(self.unsaid[first:last])
            scores.evidence.append(Evidence(kind, asked, terms, (first, last), *found, weak))

    def _score_verbatim(self, verbatim: Verbatim, scores: Sequence[PartScores]) -> None:
        """A text that stands in a document letter by letter: a little more where its words are known, all where not."""
        words = [self.asked.words[number] for number in verbatim.words]
        counts = [self.found(word.term).count for word in words]
        unknown = not all(counts)
        if not unknown and len(self.asked.words) > FEW:
            return
        pairs = grams.inner_pairs(verbatim.text)
        share = 1.0 if any(counts) else PARTLY
        places = [grams.holding(part.segment, verbatim.text, pairs, share) for part in self.snapshot.parts]
        parts = zip(self.snapshot.parts, places, strict=True)
        count = sum(len(part.living(documents)) for part, (documents, _) in parts)
        weight = self._idf(count) * (self.settings.substrings if unknown else self.settings.phrases)
        span = (verbatim.words[0], verbatim.words[-1] + 1) if len(words) == 1 else WHOLE
        weak = bool(words) and all(self.unsaid[number] for number in verbatim.words)
        for part, (documents, shares) in zip(scores, places, strict=True):
            if len(documents):
                values = (shares * shares * np.float32(weight)).astype(np.float32)
                part.add(documents, values)
                kind, text = ReasonKind.EXACT, verbatim.text
                part.evidence.append(Evidence(kind, text, (text,), span, documents, values, weak, verbatim.words))
