"""Seeking candidates: the index finds, each source tells its facts, the rules weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from yui.engines.search import LONGEST_QUESTION, Confidence, Hit, Query, Results, Settings
from yui.solving.finding import index, synonyms_in_common, words_in_common
from yui.solving.matching.mentioning import mentioned, requirements_of
from yui.solving.matching.registry import CandidateSource, Offer, every_source
from yui.solving.matching.rules.covering import Requirement
from yui.solving.matching.rules.relevance import relevant
from yui.solving.matching.rules.weighing import Offered, Wanted, Weighed, ranked, weigh
from yui.solving.needs.queries import NeedFacts

LOOKED_AT = 40
SURENESS = {Confidence.HIGH: 1.0, Confidence.FAIR: 0.85, Confidence.LOW: 0.65, Confidence.NONE: 0.4}
"""The best hit counts as close as the search is sure of it; the others by their share of its score."""


@dataclass(frozen=True)
class Sought:
    """A candidate found, weighed, with how it shows itself."""

    offer: Offer
    weighed: Weighed


@dataclass(frozen=True)
class Learnt:
    """Weights that a coordinator has switched on: of words, and of the meaning of each field."""

    words: float
    meanings: Mapping[str, float]

    def over(self, settings: Settings) -> Settings:
        """The settings of the index with these weights instead."""
        fields = {
            name: replace(weight, meaning=self.meanings.get(name, weight.meaning))
            for name, weight in settings.fields.items()
        }
        return replace(settings, words=self.words, fields=fields)


def asked_text(need: NeedFacts) -> str:
    """The words of a need that candidates are found by."""
    return f"{need.title}\n{need.body}"[:LONGEST_QUESTION]


def seek(need: NeedFacts, learnt: Learnt | None = None) -> list[Sought]:
    """The candidates of every kind that are worth showing, best first."""
    wanted = wanted_of(need)
    found: dict[str, Sought] = {}
    for source in every_source():
        offers = _offers(source, need, learnt)
        order = ranked(weigh(wanted, offer.offered) for offer in offers.values())
        found |= {
            weighed.offered.document: Sought(offers[weighed.offered.pk], weighed)
            for weighed in relevant(order, most=source.most)
        }
    return [found[weighed.offered.document] for weighed in ranked(sought.weighed for sought in found.values())]


def wanted_of(need: NeedFacts) -> Wanted:
    """A need as weighing looks at it; the budget is the most that is meant for the first year."""
    return Wanted(
        field=need.field,
        prefecture=need.prefecture,
        size_class=need.size_class,
        government_code=need.government_code,
        network=need.network,
        budget=need.budget_max,
    )


def _offers(source: CandidateSource, need: NeedFacts, learnt: Learnt | None) -> dict[int, Offer]:
    results = _found(need, source.kind, learnt)
    hits = {int(hit.id.partition(":")[2]): hit for hit in results.hits}
    if not hits:
        return {}
    best = max(hit.score for hit in hits.values())
    sure = SURENESS[results.confidence]
    # Another town's need offers nothing: what it mentions is what it lacks too.
    essentials = requirements_of([text for _, text in need.essential], index().words) if source.kind != "need" else ()
    return {
        pk: replace(offer, offered=_with_hit(offer.offered, hits[pk], best, sure, essentials))
        for pk, offer in source.offers(list(hits), need).items()
        if offer.partner_id != need.owner_id
    }


def _found(need: NeedFacts, kind: str, learnt: Learnt | None) -> Results:
    asked = index()
    if learnt is not None:
        asked = asked.with_settings(learnt.over(asked.settings))
    itself = frozenset({f"need:{need.pk}"})
    return asked.search(Query(asked_text(need), kinds=(kind,), limit=LOOKED_AT, exclude=itself))


def _with_hit(offered: Offered, hit: Hit, best: float, sure: float, essentials: tuple[Requirement, ...]) -> Offered:
    share = hit.score / best if best > 0 else 0.0
    return replace(
        offered,
        closeness=max(0.0, share) * sure,
        terms=words_in_common(hit),
        synonyms=synonyms_in_common(hit),
        by_meaning=any(one.kind == "meaning" for one in hit.reasons),
        mentions=mentioned(essentials, hit.document.fields),
    )
