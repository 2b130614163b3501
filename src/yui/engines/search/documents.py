"""What goes into the search engine and what comes out of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True)
class Document:
    """A thing that can be found: texts by field name, small strings to filter by, and numbers to compare.

    `id` is unique in an index; putting a document with a known id replaces the old one.
    """

    id: str
    kind: str
    fields: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class AnyOf:
    """Only documents that carry at least one of these values in a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class NoneOf:
    """Only documents that carry none of these values in a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Between:
    """Only documents whose number lies within the limits, both included; `or_missing` keeps those without the number."""

    number: str
    low: float = float("-inf")
    high: float = float("inf")
    or_missing: bool = False


Filter = AnyOf | NoneOf | Between


@dataclass(frozen=True)
class Query:
    """What somebody looks for.

    An empty text finds everything that passes the filters. `exclude` holds ids that must not appear (the document
    itself, withdrawn ones). `facets` names the facets to count. `every` ranks all documents, however far they are
    from the text: for measuring, not for people. `record` says that the text is not asked by somebody but is that of a
    record: then numbers and words that stand in very many documents do not make another one alike. Long texts always
    count as such.
    """

    text: str
    kinds: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    limit: int = 10
    offset: int = 0
    exclude: frozenset[str] = frozenset()
    facets: tuple[str, ...] = ()
    every: bool = False
    record: bool = False


class Confidence(StrEnum):
    """How sure the first hit is: of ten first hits about 8, 6 or 4 are right; NONE says that nothing is close."""

    HIGH = "high"
    FAIR = "fair"
    LOW = "low"
    NONE = "none"


class Span(NamedTuple):
    """Letters of the original text of a field, from `begin` to before `end`."""

    field: str
    begin: int
    end: int


class ReasonKind(StrEnum):
    """Why a hit is a hit."""

    WORD = "word"
    SYNONYM = "synonym"
    EXACT = "exact"
    MEANING = "meaning"


class Reason(NamedTuple):
    """One reason in words: what was asked, what stands in the document for it, where, and how much it added.

    `asked` is the text as the person wrote it; `found` is how the document writes it (「駐輪場 ≈ 自転車置き場」).
    A reason of meaning has neither; its `share` is the part of the score that the vectors gave.
    """

    kind: ReasonKind
    asked: str = ""
    found: str = ""
    spans: tuple[Span, ...] = ()
    share: float = 0.0


@dataclass(frozen=True)
class Hit:
    """A document found: its score, what the score is made of, and the reasons in words."""

    document: Document
    score: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def spans(self, name: str) -> tuple[tuple[int, int], ...]:
        """Where to highlight a field: pairs of begin and end in its original text, in order, none overlapping."""
        places = sorted(
            (span.begin, span.end) for reason in self.reasons for span in reason.spans if span.field == name
        )
        merged: list[tuple[int, int]] = []
        for begin, end in places:
            if merged and begin <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((begin, end))
        return tuple(merged)


@dataclass(frozen=True)
class Results:
    """The answer to a query.

    `total` counts all hits, not only this page. `facets` gives for each facet asked for its values with the number of
    hits. `removed` says for each filter, in the order given, how many hits it took away.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    removed: tuple[tuple[Filter, int], ...]
    confidence: Confidence
