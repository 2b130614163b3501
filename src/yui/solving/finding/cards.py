"""The plain values that rooms and this one exchange."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yui.engines.search import Confidence, Document, Hit
from yui.solving.finding.in_common import (
    doings_in_common,
    letters_in_common,
    synonyms_in_common,
    words_in_common,
)

MOST_WORDS = 5


@dataclass(frozen=True, kw_only=True)
class Card:
    """How a record shows itself in a list. `facts` are (label, value) pairs, `tags` short words such as its state."""

    kind: str
    pk: int
    ref: str
    title: str
    summary: str
    url: str
    owner_name: str = ""
    facts: tuple[tuple[Any, Any], ...] = ()
    tags: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """A room that lets its public records be found.

    `pks` names all that are public; `documents` makes the texts of some of them (leaving out what is not public);
    `cards` the cards of some of them.
    """

    kind: str
    label: Any
    documents: Callable[[Iterable[int]], Iterable[Document]]
    pks: Callable[[], Iterable[int]]
    cards: Callable[[Iterable[int]], Mapping[int, Card]]

    def document_id(self, pk: int) -> str:
        """The name of a record in the index."""
        return f"{self.kind}:{pk}"


@dataclass(frozen=True)
class FoundHit:
    """A record found: its card and the hit with score and reasons."""

    card: Card
    hit: Hit

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What of the question stands in it, at most five words: what tells why, else whatever was met."""
        return self.telling or letters_in_common(self.hit)[:MOST_WORDS]

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Those of the words that tell why, at most five: things as the record writes them, else what is done."""
        return (words_in_common(self.hit) or doings_in_common(self.hit))[:MOST_WORDS]

    @property
    def synonyms(self) -> tuple[tuple[str, str], ...]:
        """Words of the question that the record says otherwise: (asked, found)."""
        return synonyms_in_common(self.hit)

    @property
    def by_meaning(self) -> bool:
        """Whether it was found by what it means rather than by its words."""
        return any(reason.kind == "meaning" for reason in self.hit.reasons)


@dataclass(frozen=True)
class Found:
    """The answer: this page of hits, how many there are in all, counts by facet, and how sure the first one is."""

    hits: tuple[FoundHit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    confidence: Confidence
