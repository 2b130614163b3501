"""What the jobs of the room ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.apps import apps

from yui.solving.matching.models import Candidate, Introduction, Member, Weights
from yui.solving.matching.seeking import Learnt
from yui.solving.needs import queries as needs
from yui.solving.needs.queries import NeedFacts

REMIND_BEFORE = timedelta(days=7)
OPEN = ("public", "questions_closed", "proposals_closed", "selection")


def introductions_to_close(today: date) -> list[Introduction]:
    """Introductions of the bureau acted for that nobody answered in time."""
    return list(Introduction.objects.to_close(today))


def introductions_due_soon(today: date) -> list[Introduction]:
    """Those that are due within a week and of which nobody has been reminded."""
    soon = Introduction.objects.open(today).filter(answer_by__lte=today + REMIND_BEFORE)
    return list(soon.filter(reminded_on__isnull=True))


def needs_to_group(bureau: int) -> tuple[dict[int, NeedFacts], list[set[int]]]:
    """The open needs that a bureau coordinates, and the groups that have been proposed, whatever became of them."""
    rows = need_records().filter(state__in=OPEN, owner__coordinated_by_id=bureau)
    open_needs = needs.facts(rows.values_list("pk", flat=True))
    known: dict[int, set[int]] = {}
    for group, need in Member.objects.values_list("group_id", "need_id"):
        known.setdefault(group, set()).add(need)
    return open_needs, list(known.values())


def needs_offered(kind: str, target: int) -> list[int]:
    """The needs for which this still waits as a candidate, as far as the organisation acted for may see."""
    waiting = Candidate.visible.waiting().filter(kind=kind, target=target)
    return list(waiting.order_by("need_id").values_list("need_id", flat=True))


def towns_on_their_own() -> list[int]:
    """The towns with open needs that no bureau coordinates."""
    rows = need_records().filter(state__in=OPEN, owner__coordinated_by__isnull=True)
    return list(rows.order_by("owner_id").values_list("owner_id", flat=True).distinct())


def weights_in_force() -> Learnt | None:
    """The weights that the bureau acted for has switched on."""
    kept = Weights.objects.filter(in_force=True).first()
    return Learnt(kept.words, kept.meanings) if kept else None


def need_records() -> Any:
    """Public needs, to be narrowed down and counted."""
    return apps.get_model("needs.Need").published


def need_by_ref(ref: str) -> NeedFacts | None:
    """A need that may be read here: a public one, or one's own."""
    pk = apps.get_model("needs.Need").visible.filter(ref=ref).values_list("pk", flat=True).first()
    return needs.facts([pk]).get(pk) if pk is not None else None


def needs_of(pks: Iterable[int]) -> dict[int, NeedFacts]:
    """The facts of those of these needs that may be read here."""
    return needs.facts(pks)
