"""Why a hit is a hit, in words a page can print and letters it can highlight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yui.engines.search.documents import Document, Reason, ReasonKind, Span
from yui.engines.search.ranking import Evidence
from yui.engines.search.segments import Segment
from yui.engines.search.text import folded_with_positions

MOST_SPANS = 20
"""Places that are highlighted for one reason."""

Met = tuple[Evidence, float]
"""Evidence that met a document, and what it added."""


def met(evidence: Sequence[Evidence], numbers: Sequence[int]) -> list[list[Met]]:
    """For each of some documents of a part the evidence that met it."""
    found: list[list[Met]] = [[] for _ in numbers]
    for one in evidence:
        # In the type of the postings: else NumPy would copy them all into a wider one.
        wanted = np.array(numbers, dtype=one.documents.dtype)
        places = np.minimum(one.documents.searchsorted(wanted), len(one.documents) - 1)
        for place in np.flatnonzero(one.documents[places] == wanted).tolist():
            found[place].append((one, float(one.values[places[place]])))
    return found


@dataclass
class Explainer:
    """Explains hits of one part to one question; remembers how the part writes the words."""

    segment: Segment

    def __post_init__(self) -> None:
        self._forms: dict[tuple[str, ...], list[str]] = {}

    def reasons(self, document: Document, evidence: Sequence[Met], meaning: float) -> tuple[Reason, ...]:
        """The reasons of a hit, the weightiest first; `meaning` is what the vectors added where they raised it."""
        found = [reason for one in _best(evidence) if (reason := self._reason(document, one))]
        if meaning > 0:
            found.append(Reason(ReasonKind.MEANING, share=meaning))
        return tuple(sorted(found, key=lambda reason: -reason.share))

    def _reason(self, document: Document, one: Met) -> Reason | None:
        evidence, share = one
        forms = self._written(evidence)
        find = _folded_spans if evidence.kind is ReasonKind.EXACT else _spans
        spans = tuple(find(document.fields, forms))
        if evidence.kind is ReasonKind.EXACT and not spans:
            return None
        found = document.fields[spans[0].field][spans[0].begin : spans[0].end] if spans else ""
        if evidence.kind is ReasonKind.SYNONYM and len(evidence.terms) > 1 and spans:
            found = _stretch(document, spans)
        return Reason(evidence.kind, evidence.asked, found, spans, share)

    def _written(self, evidence: Evidence) -> list[str]:
        """How documents may write what was asked, the longest first."""
        if evidence.kind is ReasonKind.EXACT:
            return [evidence.terms[0]]
        if evidence.terms not in self._forms:
            forms = {form for term in evidence.terms for form in self.segment.surfaces(term)}
            self._forms[evidence.terms] = sorted(forms, key=lambda form: (-len(form), form))
        return self._forms[evidence.terms]


def _best(evidence: Sequence[Met]) -> list[Met]:
    """One reason a word: of several synonyms the best, where it gave more than the word; no echo of a word."""
    best: dict[tuple[ReasonKind, str], Met] = {}
    for one in evidence:
        key = (one[0].kind, one[0].asked)
        if key not in best or one[1] > best[key][1]:
            best[key] = one
    words = {one[0].words: one[1] for (kind, _), one in best.items() if kind is ReasonKind.WORD}
    return [
        one
        for (kind, _), one in best.items()
        if kind is ReasonKind.WORD
        or one[0].words not in words
        or (kind is ReasonKind.SYNONYM and one[1] > words[one[0].words])
    ]


def _stretch(document: Document, spans: Sequence[Span]) -> str:
    """The text from the first to the last of neighbouring places: 自転車 and 置き場 are shown as 自転車置き場."""
    ordered = sorted((span for span in spans if span.field == spans[0].field), key=lambda span: span.begin)
    begin, end = ordered[0].begin, ordered[0].end
    for span in ordered[1:]:
        if span.begin > end + 2:
            break
        end = max(end, span.end)
    return document.fields[spans[0].field][begin:end]


def _spans(texts: Mapping[str, str], forms: Sequence[str]) -> list[Span]:
    """Where these forms stand in the fields."""
    found: list[Span] = []
    for name, text in texts.items():
        for form in forms:
            begin = text.find(form) if form else -1
            while begin >= 0 and len(found) < MOST_SPANS:
                found.append(Span(name, begin, begin + len(form)))
                begin = text.find(form, begin + len(form))
    return found


def _folded_spans(texts: Mapping[str, str], forms: Sequence[str]) -> Iterator[Span]:
    """The same whatever the width, letter case or kana in which the fields are written."""
    for name, text in texts.items():
        folded, positions = folded_with_positions(text)
        for span in _spans({name: folded}, forms):
            yield Span(name, positions[span.begin], positions[span.end])
