"""What organisations say of themselves, and who administers them first."""

from __future__ import annotations

from datetime import datetime

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.kernel.identity import rules
from yui.kernel.identity.actions.inviting import Invited, new_invitation
from yui.kernel.identity.models import Organisation
from yui.kernel.identity.permissions import Permission
from yui.kernel.tenancy import acting_for

PROFILE = ("kana", "place", "population", "introduction", "website", "hue")


@action(Permission.CHANGE_ORGANISATION)
def change_organisation(
    *,
    kana: str,
    place: str,
    population: int | None,
    introduction: str,
    website: str,
    hue: int,
    by: Actor,
    at: datetime,
) -> Organisation:
    """Change what one's organisation says of itself in public."""
    organisation: Organisation = Organisation.objects.get()
    before = audit.snapshot(organisation, *PROFILE)
    organisation.kana, organisation.place, organisation.population = kana, place, population
    organisation.introduction, organisation.website, organisation.hue = introduction, website, hue
    organisation.save(update_fields=PROFILE)
    changed = audit.differing(before, audit.snapshot(organisation, *PROFILE))
    audit.record("identity.organisation_changed", of=organisation, **changed)
    return organisation


@action(Permission.INVITE_ADMINISTRATOR)
def invite_administrator(*, organisation: Organisation, email: str, by: Actor, at: datetime) -> Invited:
    """Invite the person who will administer an organisation: its first one, or one when all have gone."""
    with acting_for(organisation):  # the letter is written in its own name
        invited = new_invitation(organisation, email=email.strip().lower(), name="", roles=[rules.ADMIN], at=at)
    audit.record("identity.administrator_invited", of=organisation)
    return invited
