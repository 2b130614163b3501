"""What the pages about people, posts and organisations show, ready to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yui.kernel.access import Role, why
from yui.kernel.identity import extensions, rules
from yui.kernel.identity.extensions import Holder
from yui.kernel.identity.models import Invitation, Membership, Organisation, Post
from yui.kernel.tenancy import acting_for


@dataclass(frozen=True)
class Colleague:
    """A person of the organisation."""

    ref: str
    name: str
    email: str
    post: str
    title: str
    roles: tuple[str, ...]
    since: date


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation not yet answered."""

    ref: str
    email: str
    name: str
    roles: tuple[str, ...]
    expires_at: datetime
    over: bool


@dataclass(frozen=True)
class PostCard:
    """A post, how many people hold it, and what it is in charge of: label and number."""

    ref: str
    name: str
    duties: str
    email: str
    phone: str
    active: bool
    people: int
    holds: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class RightsByRole:
    """What one role lets a person do, in words."""

    role: str
    rights: tuple[tuple[str, str], ...] = field(default=())


def colleagues(on: date) -> list[Colleague]:
    """The people of the organisation acted for on a day, by post and name."""
    held = Membership.objects.current(on).select_related("person", "post").order_by("post__name", "person__kana", "pk")
    return [
        Colleague(
            m.ref,
            str(m.person),
            m.person.email,
            m.post.name if m.post else "",
            m.title,
            tuple(m.role_labels),
            m.started_on,
        )
        for m in held
    ]


def open_invitations(at: datetime) -> list[OpenInvitation]:
    """The invitations nobody has answered, latest first; those whose link is too old among them."""
    return [
        OpenInvitation(
            i.ref,
            i.email,
            i.name,
            tuple(str(Role(role).label) for role in i.roles),
            i.expires_at,
            i.expires_at <= at,
        )
        for i in Invitation.objects.filter(state="sent").order_by("-pk")
    ]


def posts(on: date) -> list[PostCard]:
    """The posts of the organisation, those in use first, with the number of their people."""
    people = Counter(Membership.objects.current(on).values_list("post_id", flat=True))
    return [_card(post, people[post.pk]) for post in Post.objects.order_by("-active", "name")]


def post_card(post: Post, on: date) -> PostCard:
    """One post with what it is in charge of."""
    people = Membership.objects.current(on).filter(post=post).count()
    return _card(post, people, held_by(Holder(post_id=post.pk)))


def held_by(holder: Holder) -> tuple[tuple[str, int], ...]:
    """What somebody is in charge of: the label of each kind and how many."""
    return tuple((str(owned.label), owned.count(holder)) for owned in extensions.every_owned())


def invitation_by_link(organisation_ref: str, secret: str) -> Invitation | None:
    """The invitation that a link names, whatever its state; nothing where the link is made up."""
    organisation = Organisation.published.filter(ref=organisation_ref).first()
    if organisation is None:
        return None
    with acting_for(organisation):
        found: Invitation | None = (
            Invitation.objects.select_related("owner", "post").filter(digest=rules.digest_of(secret)).first()
        )
    return found


def rights(roles: Iterable[str]) -> list[RightsByRole]:
    """Why one may: each role with its permissions in words."""
    by_role: dict[Role, list[tuple[str, str]]] = {}
    for grant in why(roles):
        by_role.setdefault(grant.role, []).append((str(grant.label), grant.permission))
    return [RightsByRole(str(role.label), tuple(by_role.get(role, []))) for role in Role if role in by_role]


def public_organisations() -> Any:
    """Every organisation in use, as everyone may see it."""
    return Organisation.published.filter(active=True)


def _card(post: Post, people: int, holds: tuple[tuple[str, int], ...] = ()) -> PostCard:
    return PostCard(post.ref, post.name, post.duties, post.email, post.phone, post.active, people, holds)
