"""What has been loaded so far, by the keys of the written region."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from yui.demo.written import Written
from yui.kernel.access import Actor, Role, permissions_of
from yui.kernel.identity.acting import actor_for
from yui.kernel.identity.models import Membership, Organisation, Person, Post


@dataclass
class Known:
    """Records by key. Each room's loader adds its own under its name in `rooms`."""

    written: Written
    organisations: dict[str, Organisation] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    """Local-government codes of towns and neighbours, by key."""
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    memberships: dict[str, Membership] = field(default_factory=dict)
    rooms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def actor(self, person: str) -> Actor:
        """The actor that a written person is."""
        return actor_for(self.people[person], self.memberships.get(person))

    def anybody(self, organisation: str, role: Role = Role.SUPPLIER) -> Actor:
        """Somebody of an organisation; most of the fictional ones have nobody who signs in, and the product stands in."""
        owner = self.organisations[organisation]
        held = [key for key, membership in self.memberships.items() if membership.owner_id == owner.pk]
        if held:
            return self.actor(held[0])
        roles = (str(role),)
        return replace(Actor.system(of=owner, permissions=permissions_of(roles)), roles=roles, name=owner.name)

    def official(self, town: str, post: str = "") -> Actor:
        """An official of a town who is nobody's second reader; one of the post where there is one."""
        return self._first(town, Role.OFFICIAL, post, without=Role.MANAGER)

    def post_of(self, actor: Actor) -> str:
        """The name of the post in which somebody acts; empty for those who have none."""
        return next((post.name for post in self.posts.values() if post.pk == actor.post_id), "")

    def actor_of_town(self, owner_id: int) -> Actor:
        """An official of the town with this id."""
        return self.official(next(key for key, one in self.organisations.items() if one.pk == owner_id))

    def manager(self, town: str) -> Actor:
        """Who confirms what others wrote in a town."""
        return self._first(town, Role.MANAGER)

    def _first(self, town: str, role: Role, post: str = "", *, without: Role | None = None) -> Actor:
        owner = self.organisations[town].pk
        held = {key: m for key, m in self.memberships.items() if m.owner_id == owner and role in m.roles}
        if not held:
            return self.anybody(town, role)
        fitting = [key for key, m in held.items() if without not in m.roles]
        of_post = [key for key in fitting if post and held[key].post_id == self.posts[post].pk]
        return self.actor((of_post or fitting)[0])
