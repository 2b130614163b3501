"""Records of one kind in the order in which they answer a question."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Value, When

from yui.solving.finding.asking import find

FOUND_MOST = 300
"""Beyond them nobody reads, and no program should."""


def ranked(records: Any, kind: str, text: str) -> Any:
    """Those of `records` that answer `text`, each with its `rank` from 0; at most 300 are looked at."""
    found = find(text, kinds=[kind], limit=FOUND_MOST)
    places = [When(pk=hit.card.pk, then=Value(place)) for place, hit in enumerate(found.hits)]
    rank = Case(*places, default=Value(len(places)), output_field=IntegerField())
    return records.filter(pk__in=[hit.card.pk for hit in found.hits]).annotate(rank=rank)
