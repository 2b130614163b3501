"""Decisions about roles and the secrets of invitations: pure functions of plain values."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable

_ROLES: dict[str, tuple[str, ...]] = {
    "government": ("official", "manager", "admin"),
    "bureau": ("coordinator", "manager", "admin"),
    "operator": ("operator", "admin"),
}
_SUPPLIERS = ("supplier", "admin")
ADMIN = "admin"


def roles_for(kind: str) -> tuple[str, ...]:
    """The roles people of an organisation of this kind may hold; only the operator's own people operate."""
    return _ROLES.get(kind, _SUPPLIERS)


def roles_out_of_place(roles: Iterable[str], kind: str) -> list[str]:
    """Those of `roles` that nobody may hold in an organisation of this kind."""
    return sorted(set(roles) - set(roles_for(kind)))


def leaves_no_admin(roles_of_others: Iterable[Collection[str]], roles_after: Collection[str]) -> bool:
    """Whether nobody could administer the organisation once one person's roles are `roles_after`."""
    return ADMIN not in roles_after and not any(ADMIN in roles for roles in roles_of_others)


def new_secret() -> str:
    """The secret part of a link or token: 256 bits, so that it cannot be guessed."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so a plain hash cannot be turned back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
