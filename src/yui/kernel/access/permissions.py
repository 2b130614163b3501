"""The registry of permissions: every room registers its own at start-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from yui.kernel.access.roles import Role


@dataclass(frozen=True)
class Grant:
    """Why a permission is held: the code, what it allows in words, the role it comes from."""

    permission: str
    label: Any
    role: Role


_labels: dict[str, Any] = {}
_by_role: dict[str, set[str]] = {}


def register(permissions: type[StrEnum], *, labels: Mapping[Any, Any], roles: Mapping[Role, Iterable[StrEnum]]) -> None:
    """Make a room's permissions known. Every one needs a label and a code of the form `room.thing:verb`."""
    for permission in permissions:
        room, _, verb = permission.partition(":")
        if not verb or "." not in room:
            raise ValueError(f"{permission!r} does not read room.thing:verb")
        _labels[str(permission)] = labels[permission]
    for role, granted in roles.items():
        _by_role.setdefault(str(role), set()).update(str(permission) for permission in granted)
    permissions_of.cache_clear()


@lru_cache(maxsize=256)
def permissions_of(roles: tuple[str, ...]) -> frozenset[str]:
    """All that the given roles allow."""
    return frozenset().union(*(_by_role.get(str(role), set()) for role in roles))


def why(roles: Iterable[str]) -> list[Grant]:
    """Each permission of these roles with the role it comes from: the answer to "why may I?"."""
    return [
        Grant(permission, _labels[permission], Role(role))
        for role in roles
        for permission in sorted(_by_role.get(str(role), set()))
    ]


def every() -> dict[str, Any]:
    """All known permission codes with their labels."""
    return dict(sorted(_labels.items()))


def roles_with(permission: str) -> list[Role]:
    """The roles that carry a permission."""
    return [role for role in Role if permission in _by_role.get(str(role), set())]
