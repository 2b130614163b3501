"""Asking the index."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from yui.engines.search import LONGEST_QUESTION, AnyOf, Confidence, Document, Filter, Query, Results
from yui.engines.search.groups import Profile
from yui.solving.finding.cards import Card, Found, FoundHit
from yui.solving.finding.opening import index
from yui.solving.finding.sources import every_source, source_of

FACETS = ("field", "prefecture", "state", "size_class", "cloud")
MOST_REMEMBERED = 2_000


def find(
    text: str,
    *,
    kinds: Sequence[str] = (),
    filters: Mapping[str, Sequence[str]] | None = None,
    limit: int = 20,
    offset: int = 0,
    exclude: Iterable[tuple[str, int]] = (),
    remember: bool = False,
) -> Found:
    """What answers `text`, best first. Filters keep documents that carry one of the values in each facet named.

    `remember` is for what the product itself asks again and again, such as the shelves of the first page.
    """
    wanted: list[Filter] = [AnyOf(facet, tuple(values)) for facet, values in (filters or {}).items() if values]
    query = Query(
        text[:LONGEST_QUESTION],
        kinds=_known(kinds),
        filters=tuple(wanted),
        limit=limit,
        offset=offset,
        exclude=frozenset(f"{kind}:{pk}" for kind, pk in exclude),
        facets=FACETS,
    )
    return _with_cards(_remembered(query, lambda: index().search(query)) if remember else index().search(query))


def alike(
    title: str,
    body: str,
    *,
    kinds: Sequence[str] = (),
    exclude: Iterable[tuple[str, int]] = (),
    limit: int = 5,
    version: Hashable = None,
) -> Found:
    """What is like a text that is perhaps not yet a record. Nothing where the text is empty or nothing is close.

    `version` names a published record in its present state, whose text this is: then the answer is remembered. What
    somebody types or tells in confidence has none.
    """
    if not (title.strip() or body.strip()):
        return Found((), 0, {}, Confidence.NONE)
    asked = Document("", "", {"title": title, "body": body[:LONGEST_QUESTION]})
    barred = frozenset(f"{kind}:{pk}" for kind, pk in exclude)
    query = Query("", kinds=_known(kinds), limit=limit, exclude=barred)
    if version is None:
        return _with_cards(index().alike(asked, query))
    return _with_cards(_remembered((query, version), lambda: index().alike(asked, query)))


def index_profile(title: str, body: str, *, kinds: Sequence[str]) -> Profile:
    """What a text finds, as shares: two needs with like profiles are alike (R6.7)."""
    return index().profile(Query(f"{title}\n{body}"[:LONGEST_QUESTION], kinds=_known(kinds)))


class _Answers:
    """What was found in one state of the index. Thrown away with it, so an answer is never older than the index."""

    def __init__(self, snapshot: object) -> None:
        self.snapshot, self.known = snapshot, dict[Hashable, Results]()


_answers = _Answers(None)


def _remembered(question: Hashable, find: Callable[[], Results]) -> Results:
    """Pages are read far more often than the index changes: what every reader of a page asks alike is found once.

    Never for what people type: it is seldom the same twice, and it is theirs.
    """
    global _answers
    snapshot = index().snapshot()
    answers = _answers
    if answers.snapshot is not snapshot or len(answers.known) >= MOST_REMEMBERED:
        answers = _answers = _Answers(snapshot)
    if question not in answers.known:
        answers.known[question] = find()
    return answers.known[question]


def _known(kinds: Sequence[str]) -> tuple[str, ...]:
    known = [source.kind for source in every_source()]
    return tuple(kind for kind in kinds if kind in known) or tuple(known)


def _with_cards(results: Results) -> Found:
    wanted: dict[str, list[int]] = {}
    for hit in results.hits:
        kind, _, pk = hit.id.partition(":")
        wanted.setdefault(kind, []).append(int(pk))
    cards: dict[str, Card] = {
        f"{kind}:{pk}": card for kind, pks in wanted.items() for pk, card in source_of(kind).cards(pks).items()
    }
    # A record withdrawn a moment ago may still stand in the index: it has no card any more and is left out.
    hits = tuple(FoundHit(cards[hit.id], hit) for hit in results.hits if hit.id in cards)
    return Found(hits, results.total, results.facets, results.confidence)
