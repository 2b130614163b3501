"""Making and revoking tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.kernel.api import rules
from yui.kernel.api.models import Token
from yui.kernel.api.permissions import Permission
from yui.kernel.identity.queries import public_organisations


@dataclass(frozen=True)
class NewToken:
    """A token and its text, which is known at this moment only."""

    token: Token
    text: str


class ScopeTooWide(Refused):
    """A token was to be allowed what its creator may not do."""

    code = "scope-too-wide"
    message = _("ご自身にできないことは、トークンにも許せません。")

    def __init__(self) -> None:
        super().__init__(fields={"scopes": self.message})


@action(Permission.KEEP_TOKENS)
def make_token(*, name: str, scopes: Sequence[str], lifetime: timedelta, by: Actor, at: datetime) -> NewToken:
    """Let a program act for one's organisation, within `scopes`, for a while."""
    if set(scopes) - by.permissions or by.person_id is None:
        raise ScopeTooWide
    organisation = public_organisations().get(pk=by.organisation_id)
    text = rules.new_token(organisation.ref)
    token = Token.objects.create(
        owner=organisation,
        name=name,
        scopes=sorted(scopes),
        digest=rules.digest_of(text),
        created_by_id=by.person_id,
        expires_at=at + lifetime,
    )
    audit.record("api.token_made", of=token, after=audit.snapshot(token, "name", "scopes", "expires_at"))
    return NewToken(token, text)


@action(Permission.KEEP_TOKENS)
def revoke_token(*, token: Token, by: Actor, at: datetime) -> Token:
    """End a token at once."""
    token.revoked_at = token.revoked_at or at
    token.save(update_fields=["revoked_at", "changed_at"])
    audit.record("api.token_revoked", of=token)
    return token
