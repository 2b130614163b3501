"""Why a hit is a hit, in words a page can print and letters it can highlight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from yui.engines.search.documents import Document, Reason, ReasonKind, Span
from yui.engines.search.ranking import Evidence
from yui.engines.search.segments import Segment
from yui.engines.search.text import fold, folded_with_positions

MOST_SPANS = 40
"""Places that are highlighted for one reason."""


def reasons(
    segment: Segment, number: int, document: Document, evidence: Sequence[Evidence], meaning: float
) -> tuple[Reason, ...]:
    """The reasons of a hit, the weightiest first; meaning speaks where the vectors raised it, or nothing else does."""
    texts = {name: folded_with_positions(text) for name, text in document.fields.items()}
    found = [reason for part in evidence if (reason := _reason(segment, number, document, texts, part))]
    found = _without_echoes(found)
    if meaning > 0:
        found.append(Reason(ReasonKind.MEANING, share=meaning))
    return tuple(sorted(found, key=lambda reason: -reason.share))


def _reason(
    segment: Segment, number: int, document: Document, texts: Mapping[str, tuple[str, list[int]]], evidence: Evidence
) -> Reason | None:
    place = int(np.searchsorted(evidence.documents, number))
    if place == len(evidence.documents) or evidence.documents[place] != number:
        return None
    spans = tuple(_spans(segment, texts, evidence))[:MOST_SPANS]
    if evidence.kind is ReasonKind.EXACT and not spans:
        return None
    found = document.fields[spans[0].field][spans[0].begin : spans[0].end] if spans else ""
    if evidence.kind is ReasonKind.SYNONYM and len(evidence.terms) > 1 and spans:
        found = _stretch(document, spans)
    return Reason(evidence.kind, evidence.asked, found, spans, float(evidence.values[place]))


def _stretch(document: Document, spans: Sequence[Span]) -> str:
    """The text from the first to the last of neighbouring places: 自転車 and 置き場 are shown as 自転車置き場."""
    ordered = sorted((span for span in spans if span.field == spans[0].field), key=lambda span: span.begin)
    begin, end = ordered[0].begin, ordered[0].end
    for span in ordered[1:]:
        if span.begin > end + 2:
            break
        end = max(end, span.end)
    return document.fields[spans[0].field][begin:end]


def _spans(segment: Segment, texts: Mapping[str, tuple[str, list[int]]], evidence: Evidence) -> Iterator[Span]:
    if evidence.kind is ReasonKind.EXACT:
        forms = {evidence.terms[0]}
    else:
        forms = {fold(form) for term in evidence.terms for form in segment.surfaces(term)}
    for name, (folded, positions) in texts.items():
        for form in sorted(forms, key=len, reverse=True):
            for begin in _places(folded, form):
                yield Span(name, positions[begin], positions[begin + len(form)])


def _places(text: str, form: str) -> Iterator[int]:
    begin = text.find(form) if form else -1
    while begin >= 0:
        yield begin
        begin = text.find(form, begin + len(form))


def _without_echoes(found: Sequence[Reason]) -> list[Reason]:
    """One reason a word: of several synonyms for it the best; no verbatim text that a single word has said already."""
    best: dict[tuple[ReasonKind, str], Reason] = {}
    for reason in found:
        key = (reason.kind, fold(reason.asked))
        if key not in best or reason.share > best[key].share:
            best[key] = reason
    words = {asked for kind, asked in best if kind is ReasonKind.WORD}
    return [
        reason
        for (kind, asked), reason in best.items()
        if not (kind is ReasonKind.EXACT and asked in words)
        and not (kind is ReasonKind.SYNONYM and _beaten(reason, best))
    ]


def _beaten(reason: Reason, best: Mapping[tuple[ReasonKind, str], Reason]) -> bool:
    word = best.get((ReasonKind.WORD, fold(reason.asked)))
    return word is not None and word.share >= reason.share
