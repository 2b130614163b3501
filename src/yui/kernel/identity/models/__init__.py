"""Organisations, posts, people, memberships, invitations."""

from yui.kernel.identity.models.invitation import Invitation
from yui.kernel.identity.models.organisation import Organisation, OrganisationKind, OrganisationQuerySet
from yui.kernel.identity.models.person import Person
from yui.kernel.identity.models.post import Membership, MembershipQuerySet, Post

__all__ = [
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Person",
    "Post",
]
