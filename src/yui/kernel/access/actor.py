"""Who acts, for whom, with which permissions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from yui.kernel.access.permissions import permissions_of
from yui.kernel.access.roles import Role


class ActorKind(StrEnum):
    """What kind of subject acts."""

    PERSON = "person"
    GUEST = "guest"
    TOKEN = "token"  # noqa: S105  the kind of actor, not a secret
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The subject of an action. Ids only, so that it can travel to a job and back.

    `organisation_id` is the organisation acted for; None for a member of the public who has not yet turned to one.
    """

    organisation_id: int | None
    person_id: int | None = None
    post_id: int | None = None
    roles: tuple[str, ...] = ()
    permissions: frozenset[str] = frozenset()
    name: str = ""
    kind: ActorKind = ActorKind.PERSON

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    @property
    def is_operator(self) -> bool:
        return Role.OPERATOR in self.roles

    @classmethod
    def guest(cls, *, of: Any = None) -> Actor:
        """Anybody at all, turning to the organisation `of` (a record or an id)."""
        roles = (str(Role.GUEST),)
        return cls(
            organisation_id=getattr(of, "pk", of), roles=roles, permissions=permissions_of(roles), kind=ActorKind.GUEST
        )

    @classmethod
    def system(cls, *, of: Any = None, permissions: frozenset[str] = frozenset()) -> Actor:
        """The product itself, doing what a rule prescribes. It has the permissions named, no more."""
        return cls(organisation_id=getattr(of, "pk", of), permissions=permissions, name="結 Yui", kind=ActorKind.SYSTEM)

    def turning_to(self, organisation: Any) -> Actor:
        """The same person as a visitor of another organisation: with what everybody may do there, no more."""
        own = {Role.GUEST, Role.RESIDENT} & set(self.roles) or {Role.GUEST}
        roles = tuple(sorted(str(role) for role in own))
        organisation_id = getattr(organisation, "pk", organisation)
        return replace(
            self, organisation_id=organisation_id, roles=roles, permissions=permissions_of(roles), post_id=None
        )
