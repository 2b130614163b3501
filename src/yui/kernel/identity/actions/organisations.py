"""Registering organisations, and what they say of themselves."""

from __future__ import annotations

from datetime import datetime

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.kernel.identity import rules
from yui.kernel.identity.actions.inviting import Invited, new_invitation
from yui.kernel.identity.models import Organisation
from yui.kernel.identity.permissions import Permission
from yui.kernel.identity.refusals import OrganisationTaken
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
    audit.record(
        "identity.organisation_changed", of=organisation, before=before, after=audit.snapshot(organisation, *PROFILE)
    )
    return organisation


@action(Permission.REGISTER_ORGANISATION)
def register_organisation(
    *, kind: str, name: str, government_code: str, prefecture: str, admin_email: str, by: Actor, at: datetime
) -> Invited:
    """Let a new organisation in, and invite the person who will administer it."""
    if government_code and Organisation.published.filter(government_code=government_code).exists():
        raise OrganisationTaken
    organisation: Organisation = Organisation.published.create(
        kind=kind, name=name, government_code=government_code, prefecture=prefecture
    )
    with acting_for(organisation):  # its first letter is written in its own name
        invited = new_invitation(organisation, email=admin_email.lower(), name="", roles=[rules.ADMIN], at=at)
    audit.record("identity.organisation_registered", of=organisation, after={"kind": kind, "name": name})
    return invited
