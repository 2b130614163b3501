"""Inviting people into an organisation, and joining it by the link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from yui.kernel import audit
from yui.kernel.access import Actor, action
from yui.kernel.identity import rules
from yui.kernel.identity.models import Invitation, Membership, Organisation, Person, Post
from yui.kernel.identity.permissions import Permission
from yui.kernel.identity.refusals import AlreadyMember, InvitationForAnother, InvitationOver, RolesOutOfPlace


@dataclass(frozen=True)
class Invited:
    """An invitation and the secret of its link, which is known at this moment only."""

    invitation: Invitation
    secret: str


@action(Permission.INVITE)
def invite_person(
    *, email: str, name: str, post: Post | None, title: str, roles: Sequence[str], by: Actor, at: datetime
) -> Invited:
    """Invite a person to act for one's organisation. An open invitation to the same address is replaced."""
    organisation = Organisation.objects.get()
    demand_roles_in_place(roles, organisation.kind)
    email = email.strip().lower()
    if Membership.objects.current(_day(at)).filter(person__email__iexact=email).exists():
        raise AlreadyMember
    for open_one in Invitation.objects.filter(email=email, state="sent"):
        open_one.move("withdraw", at=at)
    invited = new_invitation(organisation, email=email, name=name, post=post, title=title, roles=roles, at=at)
    audit.record(
        "identity.person_invited", of=invited.invitation, after={"email": email, "roles": sorted(roles), "title": title}
    )
    return invited


@action(Permission.INVITE)
def send_invitation_again(*, invitation: Invitation, by: Actor, at: datetime) -> Invited:
    """Make a new link, which ends the old one, for another two weeks."""
    if invitation.state != "sent":
        raise InvitationOver
    secret = rules.new_secret()
    invitation.digest, invitation.expires_at = rules.digest_of(secret), at + Invitation.LIFETIME
    invitation.save(update_fields=["digest", "expires_at", "changed_at"])
    audit.record("identity.invitation_sent_again", of=invitation)
    return Invited(invitation, secret)


@action(Permission.INVITE)
def withdraw_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> Invitation:
    """Take an invitation back; its link no longer opens anything."""
    invitation.move("withdraw", at=at)
    audit.record("identity.invitation_withdrawn", of=invitation)
    return invitation


@action(Permission.ACCEPT_INVITATION)
def accept_invitation(*, invitation: Invitation, person: Person, by: Actor, at: datetime) -> Membership:
    """Join the organisation that invited. `by` is the person, turned to that organisation."""
    if not invitation.is_usable(at) or by.person_id != person.pk:
        raise InvitationOver
    if not person.has_confirmed(invitation.email):
        raise InvitationForAnother
    if Membership.objects.current(_day(at)).of(person.pk).exists():
        raise AlreadyMember
    invitation.move("accept", at=at)
    membership = Membership.objects.create(
        owner_id=invitation.owner_id,
        person=person,
        post_id=invitation.post_id,
        title=invitation.title,
        roles=invitation.roles,
        started_on=_day(at),
    )
    audit.record("identity.invitation_accepted", of=membership, after={"roles": membership.roles})
    return membership


def new_invitation(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    roles: Sequence[str],
    at: datetime,
    post: Post | None = None,
    title: str = "",
) -> Invited:
    """An invitation with a new secret, of which only the digest is kept."""
    secret = rules.new_secret()
    invitation = Invitation.objects.create(
        owner=organisation,
        email=email,
        name=name,
        post=post,
        title=title,
        roles=sorted(roles),
        digest=rules.digest_of(secret),
        expires_at=at + Invitation.LIFETIME,
    )
    return Invited(invitation, secret)


def demand_roles_in_place(roles: Sequence[str], kind: str) -> None:
    """Refuse roles that people of such an organisation do not hold."""
    if wrong := rules.roles_out_of_place(roles, kind):
        raise RolesOutOfPlace(wrong)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
