"""Work for later: seeking candidates, closing what nobody answers, looking for alike needs."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from yui.engines.search import Document
from yui.kernel.access import Actor
from yui.kernel.identity.queries import public_organisations
from yui.kernel.jobs import job, scheduled
from yui.kernel.tenancy import acting_for
from yui.solving import finding
from yui.solving.matching import actions, queries
from yui.solving.matching.grouping import alike_needs
from yui.solving.matching.permissions import Permission
from yui.solving.matching.registry import every_source
from yui.solving.matching.seeking import Learnt, seek
from yui.solving.needs import queries as needs

NEEDS_TO_LOOK_AGAIN = 20


@job(retries=4)
def propose(*, need_id: int) -> None:
    """Seek candidates for a need anew; what a coordinator has decided stays."""
    with acting_for(None):
        need = needs.facts([need_id]).get(need_id)
    if need is None or need.state not in actions.STILL_LOOKING:
        return
    learnt = _learnt(need.coordinator_id)
    with acting_for(None):
        found = seek(need, learnt)
    finder = Actor.system(of=need.owner_id, permissions=frozenset({Permission.FIND_CANDIDATES}))
    actions.keep_candidates(need=need, found=found, by=finder, at=timezone.now())


@job(retries=4)
def look_again(*, kind: str, pk: int) -> None:
    """Something can be found anew, or no more: seek again for the needs that it is likely to concern."""
    if not any(one.kind == kind for one in every_source()):
        return
    with acting_for(None):
        finding.follow(kind=kind, pk=pk)  # now, and not whenever the index is followed up
        document = next(iter(finding.source_of(kind).documents([pk])), None)
    for need in _needs_near(document) if document is not None else _needs_offered(kind, pk):
        propose.using(key=f"matching:propose:{need}").enqueue(need_id=need)


@scheduled(daily_at="04:10")
@job(retries=2)
def close_unanswered() -> None:
    """Every bureau: remind of introductions that are due soon, close those past due."""
    at = timezone.now()
    for bureau in public_organisations().filter(kind="bureau"):
        keeper = Actor.system(of=bureau, permissions=frozenset({Permission.COORDINATE}))
        with acting_for(bureau):
            over, soon = queries.introductions_to_close(localdate(at)), queries.introductions_due_soon(localdate(at))
        for introduction in over:
            actions.expire_introduction(introduction=introduction, by=keeper, at=at)
        for introduction in soon:
            actions.remind_of_introduction(introduction=introduction, by=keeper, at=at)


@scheduled(every=timedelta(hours=12))
@job(retries=2, timeout=timedelta(minutes=20))
def group_alike() -> None:
    """Every bureau: propose groups of alike needs for a person to confirm."""
    for bureau in public_organisations().filter(kind="bureau"):
        keeper = Actor.system(of=bureau, permissions=frozenset({Permission.CONFIRM_GROUP}))
        with acting_for(bureau):
            needs_by_pk, known = queries.needs_to_group(bureau.pk)
        for found in alike_needs(list(needs_by_pk.values())):
            if not any(set(found.needs) <= members for members in known):
                members = [needs_by_pk[pk] for pk in found.needs]
                actions.propose_group(found=found, needs=members, by=keeper, at=timezone.now())


def _needs_near(document: Document) -> list[int]:
    text = document.fields
    with acting_for(None):
        near = finding.alike(text["title"], text["body"], kinds=["need"], limit=NEEDS_TO_LOOK_AGAIN)
    return [hit.card.pk for hit in near.hits]


def _needs_offered(kind: str, pk: int) -> list[int]:
    """Of what is gone only the candidates tell whom it concerned: each bureau sees its own, and towns without one too."""
    with acting_for(None):
        holders = [*public_organisations().filter(kind="bureau").values_list("pk", flat=True)]
        holders += queries.towns_on_their_own()
    found: list[int] = []
    for holder in holders:
        with acting_for(holder):
            found += queries.needs_offered(kind, pk)
    return found


def _learnt(bureau: int | None) -> Learnt | None:
    if bureau is None:
        return None
    with acting_for(bureau):
        return queries.weights_in_force()
