"""Why a hit is a hit, in words a page can print and letters it can highlight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from yui.engines.search.documents import Document, Reason, ReasonKind, Span
from yui.engines.search.ranking import Evidence
from yui.engines.search.segments import Segment
from yui.engines.search.snapshot import Snapshot
from yui.engines.search.text import folded_with_positions

MOST_REASONS = 4
"""Words that are told as reasons: those that carried most of the score."""

LEAST_SHARE = 0.25
"""A word that gave less than this part of what the best one gave is no reason."""

MOST_SPANS = 20
"""Places that are highlighted for one reason."""

Met = tuple[Evidence, float]
"""Evidence that met a document, and what it added."""


def met(evidence: Sequence[Evidence], numbers: Sequence[int]) -> dict[int, list[Met]]:
    """For each of some documents the evidence that met it."""
    found: dict[int, list[Met]] = {number: [] for number in sorted(numbers)}
    # In the type of the postings: else NumPy would copy them all into a wider one.
    wanted = np.array(list(found), dtype=np.int32)
    for one in evidence:
        documents, units, weight = one.scored
        places = documents.searchsorted(wanted)
        holds = (documents.take(places, mode="clip") == wanted).tolist()
        if True in holds:
            shares = (units.take(places, mode="clip") * weight).tolist()
            for held, share, mets in zip(holds, shares, found.values(), strict=True):
                if held:
                    mets.append((one, share))
    return found


class Folded:
    """The fields of a document whatever the width, letter case or kana in which they are written."""

    def __init__(self, document: Document) -> None:
        self._fields = document.fields

    @cached_property
    def fields(self) -> dict[str, tuple[str, Sequence[int]]]:
        """By name the folded text and, for each of its letters, the position in the text as it is written."""
        return {name: folded_with_positions(text) for name, text in self._fields.items()}

    def holds(self, words: str) -> bool:
        """Whether folded words stand somewhere in it."""
        return any(words in text for text, _positions in self.fields.values())

    def spans(self, forms: Sequence[str]) -> Iterator[Span]:
        """Where folded words stand, in positions of the text as it is written."""
        for name, (text, positions) in self.fields.items():
            for span in _spans({name: text}, forms):
                yield Span(name, positions[span.begin], positions[span.end])


@dataclass
class Explainer:
    """Explains the hits of one question; remembers how their parts of the index write the words."""

    snapshot: Snapshot

    def __post_init__(self) -> None:
        self._forms: dict[tuple[str, tuple[str, ...]], list[str]] = {}

    def reasons(
        self, document: Document, segment: Segment, evidence: Sequence[Met], meaning: float
    ) -> tuple[Reason, ...]:
        """The few reasons of a hit, the weightiest first; `meaning` is what the vectors added where they raised it."""
        folded = Folded(document)
        telling = _telling(_joined(_best(evidence), folded))
        reasons = (reason for one in telling if (reason := self._reason(document, segment, one, folded)))
        found = list(islice(reasons, MOST_REASONS))
        if meaning > 0:
            found.append(Reason(ReasonKind.MEANING, share=meaning))
        return tuple(sorted(found, key=lambda reason: -reason.share))

    def _reason(self, document: Document, segment: Segment, one: Met, folded: Folded) -> Reason | None:
        evidence, share = one
        forms = self._written(evidence, segment)
        exact = evidence.kind is ReasonKind.EXACT
        spans = tuple(folded.spans(forms) if exact else _spans(document.fields, forms))
        if exact and not spans:
            return None
        found = document.fields[spans[0].field][spans[0].begin : spans[0].end] if spans else ""
        if evidence.kind is ReasonKind.SYNONYM and len(evidence.terms) > 1 and spans:
            found = _stretch(document, spans)
        return Reason(evidence.kind, evidence.asked, found, spans, share)

    def _written(self, evidence: Evidence, segment: Segment) -> list[str]:
        """How documents may write what was asked, the longest first."""
        if evidence.kind is ReasonKind.EXACT:
            return [evidence.terms[0]]
        key = (segment.name, evidence.terms)
        if key not in self._forms:
            forms = {form for term in evidence.terms for form in segment.surfaces(term)}
            self._forms[key] = sorted(forms, key=lambda form: (-len(form), form))
        return self._forms[key]


def _best(evidence: Sequence[Met]) -> list[Met]:
    """One reason a word: of several synonyms the best, where it gave more than the word; no echo of a word."""
    best: dict[str, Met] = {}
    for one in evidence:
        name = one[0].name
        if name not in best or one[1] > best[name][1]:
            best[name] = one
    words = {told.words: share for told, share in best.values() if told.kind is ReasonKind.WORD}
    if len(words) == len(best):
        return list(best.values())
    return [
        (told, share)
        for told, share in best.values()
        if told.kind is ReasonKind.WORD
        or told.words not in words
        or (told.kind is ReasonKind.SYNONYM and share > words[told.words])
    ]


def _joined(evidence: list[Met], document: Folded) -> list[Met]:
    """Words that stand together as they were asked are one reason: 除雪車, and not 除雪 and 車."""
    texts = [one for one in evidence if len(one[0].made_of) > 1 and document.holds(one[0].terms[0])]
    left = evidence
    for text in sorted(texts, key=lambda one: -len(one[0].made_of)):
        inside = {(number, number + 1) for number in text[0].made_of}
        parts = [one for one in left if one[0].kind is ReasonKind.WORD and one[0].words in inside]
        left = [one for one in left if one is not text and one not in parts]
        left.append((text[0], text[1] + sum(share for _, share in parts)))
    return left


def _telling(evidence: Sequence[Met]) -> list[Met]:
    """What a person would name, the weightiest first: no numbers and common words where there is anything else."""
    ordered = sorted(evidence, key=lambda one: -one[1])
    told = [one for one in ordered if not one[0].weak] or ordered
    return [one for one in told if one[1] >= told[0][1] * LEAST_SHARE]


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
