"""What screens and other rooms are shown of troubles and needs, ready to print."""

from yui.solving.needs.queries.cards import cards, documents
from yui.solving.needs.queries.facts import Funnel, NeedFacts, facts, funnel, public_pks, questions_in_the_way
from yui.solving.needs.queries.waiting import waiting_for

__all__ = [
    "Funnel",
    "NeedFacts",
    "cards",
    "documents",
    "facts",
    "funnel",
    "public_pks",
    "questions_in_the_way",
    "waiting_for",
]
