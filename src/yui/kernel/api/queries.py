"""Finding the token of a caller, and what the pages about tokens show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from yui.kernel.access import permissions
from yui.kernel.api import rules
from yui.kernel.api.models import Token
from yui.kernel.identity.queries import public_organisations
from yui.kernel.tenancy import acting_for


@dataclass(frozen=True)
class TokenCard:
    """A token as its organisation sees it."""

    ref: str
    name: str
    scopes: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    state: str


def token_of(text: str, at: datetime) -> Token | None:
    """The usable token with this text. The organisation it names opens the scope, so that even here rows are ours."""
    ref = rules.organisation_in(text)
    organisation = public_organisations().filter(ref=ref).first() if ref else None
    if organisation is None:
        return None
    with acting_for(organisation):
        found: Token | None = (
            Token.objects.usable(at).filter(digest=rules.digest_of(text)).select_related("created_by").first()
        )
    return found


def token_cards(at: datetime) -> list[TokenCard]:
    """The organisation's tokens, latest first."""
    labels = permissions.every()
    return [
        TokenCard(
            ref=token.ref,
            name=token.name,
            scopes=tuple(str(labels.get(scope, scope)) for scope in token.scopes),
            created_by=str(token.created_by),
            created_at=token.created_at,
            expires_at=token.expires_at,
            last_used_at=token.last_used_at,
            state="revoked" if token.revoked_at else "usable" if token.is_usable(at) else "over",
        )
        for token in Token.objects.select_related("created_by").order_by("-pk")
    ]


def scope_choices(held: Iterable[str]) -> list[tuple[str, str]]:
    """The permissions somebody may pass on to a token, each with its words."""
    mine = set(held)
    return [(code, f"{label}｜{code}") for code, label in permissions.every().items() if code in mine]
