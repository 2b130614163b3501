"""Letters of our own beside allauth's."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.urls import reverse

from yui.kernel.identity.actions import Invited


def address_of(invited: Invited) -> str:
    """The link that an invitation's letter carries."""
    path = reverse("identity:join", args=[invited.invitation.owner.ref, invited.secret])
    return f"{settings.YUI_ORIGIN}{path}"


def send_invitation(invited: Invited, *, inviter: str) -> None:
    """Send the link; raises MailNotSent where the mail server does not take it."""
    invitation = invited.invitation
    values = {
        "organisation": invitation.owner.name,
        "name": invitation.name,
        "inviter": inviter,
        "link": address_of(invited),
        "expires_at": invitation.expires_at,
    }
    get_adapter().send_mail("identity/email/invitation", invitation.email, values)
