"""Signed links that go out by mail."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from yui.solving.needs.directory import address
from yui.solving.needs.models import Trouble
from yui.solving.needs.rules.telling import CONFIRM_WITHIN

_SALT = "yui.solving.needs.confirm"


def confirmation_link(trouble: Trouble) -> str:
    """The address that proves that a mail arrived; good for a week."""
    token = signing.dumps([trouble.owner_id, trouble.ref], salt=_SALT, compress=False)
    return address(reverse("needs:confirm", args=[token]))


def read_confirmation(token: str) -> tuple[int, str] | None:
    """The owner and the reference in a token; None where it is not ours or too old."""
    try:
        owner, ref = signing.loads(token, salt=_SALT, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (owner, ref) if isinstance(owner, int) and isinstance(ref, str) else None


def receipt_link(trouble: Trouble) -> str:
    """Where the teller sees what became of it."""
    return address(reverse("needs:receipt", args=[trouble.receipt]))
