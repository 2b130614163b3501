"""What has been loaded so far, by the keys of the written region."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yui.demo.written import Written
from yui.kernel.access import Actor
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

    def somebody(self, organisation: str, *roles: str, post: str = "") -> Actor:
        """A person of an organisation who has all these roles, one of the post where there is one."""
        fitting = [
            key
            for key, membership in self.memberships.items()
            if membership.owner_id == self.organisations[organisation].pk and set(roles) <= set(membership.roles)
        ]
        of_post = [key for key in fitting if post and self.memberships[key].post_id == self.posts[post].pk]
        return self.actor((of_post or fitting)[0])
