"""Decisions about tokens and limits: pure functions of plain values."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

PREFIX = "yui"
LIFETIMES = {"30": timedelta(days=30), "90": timedelta(days=90), "365": timedelta(days=365)}
"""How long a token may live: what a form sends, and what it means."""


def new_token(organisation_ref: str) -> str:
    """The text of a token: whose it is, which is public, and a secret of 256 bits."""
    return f"{PREFIX}_{organisation_ref}_{secrets.token_urlsafe(32)}"


def organisation_in(token: str) -> str | None:
    """The organisation a token names; nothing where the text is no token."""
    parts = token.split("_", 2)
    return parts[1] if len(parts) == 3 and parts[0] == PREFIX and len(parts[1]) == 10 else None


def digest_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def allowed(scopes: Collection[str], of_creator: Collection[str]) -> frozenset[str]:
    """What a token may: never more than its creator may today."""
    return frozenset(scopes) & frozenset(of_creator)


def use_is_worth_noting(last_used_at: datetime | None, now: datetime) -> bool:
    """Once an hour is enough to see which tokens are in use, and spares a write with every call."""
    return last_used_at is None or now - last_used_at >= timedelta(hours=1)


def window(now: float, seconds: int) -> tuple[int, int]:
    """The fixed window a moment falls into, and the whole seconds until the next one begins."""
    number = int(now // seconds)
    return number, max(1, int((number + 1) * seconds - now))
