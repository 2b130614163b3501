"""What a person does with their own account."""

from __future__ import annotations

from datetime import datetime

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.kernel.identity.models import Membership, Person
from yui.kernel.identity.permissions import Permission


@action(Permission.CHANGE_OWN_PROFILE)
def change_profile(*, person: Person, name: str, kana: str, by: Actor, at: datetime) -> Person:
    """Change how a person is called."""
    if person.pk != by.person_id:
        raise PermissionError("a profile is changed by its own person")
    before = audit.snapshot(person, "name", "kana")
    person.name, person.kana = name, kana
    person.save(update_fields=["name", "kana"])
    audit.record("identity.profile_changed", of=person, before=before, after={"name": name, "kana": kana})
    return person


@action(Permission.CHOOSE_ORGANISATION)
def choose_organisation(*, membership: Membership, by: Actor, at: datetime) -> Membership:
    """Act for another of one's organisations from now on; the page keeps the choice with the session."""
    if membership.person_id != by.person_id:
        raise PermissionError("a person acts in their own memberships only")
    audit.record("identity.organisation_chosen", of=membership)
    return membership
