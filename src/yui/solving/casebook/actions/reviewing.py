"""The second person: publish, give back, withdraw."""

from __future__ import annotations

from datetime import datetime

from yui.kernel import audit, events
from yui.kernel.access import Actor, action
from yui.solving import finding
from yui.solving.casebook.actions.refusals import SecondPersonNeeded, WhyReturned, WhyWithdrawn
from yui.solving.casebook.events import CasePublished, CaseWithdrawn
from yui.solving.casebook.models import Case, CaseVersion, Tombstone, WithdrawReason
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.queries.reading import content_of


@action(Permission.PUBLISH)
def publish_case(*, case: Case, by: Actor, at: datetime) -> Case:
    """Confirm a case as the second person and let everybody read it; the version is kept for good."""
    if case.submitted_by_id is not None and case.submitted_by_id == by.person_id:
        raise SecondPersonNeeded
    before = case.publish(at=at)
    content = content_of(case).as_json()
    CaseVersion(
        owner_id=case.owner_id, case=case, public=True, number=case.version, content=content, published_at=at
    ).save()
    audit.record("casebook.published", of=case, before={"state": before}, after={"version": case.version})
    events.publish(CasePublished(case_id=case.pk, owner_id=case.owner_id, version=case.version))
    finding.touch("case", case.pk)
    return case


@action(Permission.PUBLISH)
def return_case(*, case: Case, note: str, by: Actor, at: datetime) -> Case:
    """Give a case back to its writer, saying what to change."""
    if not note.strip():
        raise WhyReturned
    before = case.give_back(note, at=at)
    audit.record("casebook.returned", of=case, before={"state": before}, after={"review_note": note})
    return case


@action(Permission.PUBLISH)
def withdraw_case(*, case: Case, reason: str, by: Actor, at: datetime, note: str = "") -> Tombstone:
    """Take a case back from the readers; its address says that it was there, and why it is gone."""
    if reason not in WithdrawReason.values:
        raise WhyWithdrawn
    before = case.withdraw(at=at)
    stone = Tombstone(
        owner_id=case.owner_id, case_ref=case.ref, title=case.title, withdrawn_at=at, reason=reason, note=note
    )
    stone.save()
    audit.record("casebook.withdrawn", of=case, before={"state": before}, after={"reason": reason})
    events.publish(CaseWithdrawn(case_id=case.pk, owner_id=case.owner_id))
    finding.touch("case", case.pk)
    return stone
