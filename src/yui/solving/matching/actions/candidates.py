"""Keeping what was found for a need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.solving.matching.actions.counting import count_step
from yui.solving.matching.events import CandidatesAsked
from yui.solving.matching.models import Candidate, CandidateState, Stage
from yui.solving.matching.permissions import Permission
from yui.solving.matching.seeking import Sought
from yui.solving.needs.queries import NeedFacts


@action(Permission.FIND_CANDIDATES)
def keep_candidates(*, need: NeedFacts, found: Sequence[Sought], by: Actor, at: datetime) -> int:
    """Make these the candidates of a need; what a coordinator has decided stays, and is only weighed anew."""
    known = {(one.kind, one.target): one for one in Candidate.objects.filter(need_id=need.pk)}
    kept = {(one.weighed.offered.kind, one.weighed.offered.pk) for one in found}
    for key, candidate in known.items():
        if key not in kept and candidate.state == CandidateState.WAITING:
            candidate.delete()
    for place, sought in enumerate(found):
        key = (sought.weighed.offered.kind, sought.weighed.offered.pk)
        candidate = known.get(key) or Candidate(owner_id=need.owner_id, need_id=need.pk, kind=key[0], target=key[1])
        for name, value in _kept_of(need, sought, place).items():
            setattr(candidate, name, value)
        candidate.save()
    entry = {"need": need.ref, "found": len(found)}
    audit.record("matching.candidates_found", after=entry)
    if found:
        count_step(need.pk, Stage.CANDIDATES, at=at)
    return len(found)


@action(Permission.FIND_CANDIDATES)
def ask_for_candidates(*, need: NeedFacts, by: Actor, at: datetime) -> None:
    """Have candidates sought anew, now."""
    audit.record("matching.candidates_asked", after={"need": need.ref})
    events.publish(CandidatesAsked(need_id=need.pk))


def _kept_of(need: NeedFacts, sought: Sought, place: int) -> dict[str, Any]:
    weighed, offer = sought.weighed, sought.offer
    return {
        "bureau_id": need.coordinator_id,
        "title": offer.title[:200],
        "url": offer.url,
        "partner_id": offer.partner_id,
        "score": weighed.total,
        "place": place,
        "parts": dict(weighed.parts),
        "reasons": [reason.as_kept() for reason in weighed.reasons],
        "fits": weighed.fits,
        "first_year": weighed.offered.first_year,
        "five_years": weighed.offered.five_years,
    }
