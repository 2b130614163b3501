"""What people do with people, posts and organisations."""

from yui.kernel.identity.actions.inviting import (
    Invited,
    accept_invitation,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from yui.kernel.identity.actions.membership import change_membership, end_membership, hand_over_duties
from yui.kernel.identity.actions.organisations import change_organisation, invite_administrator
from yui.kernel.identity.actions.posts import change_post, close_post, hand_over_post, open_post
from yui.kernel.identity.actions.profile import change_profile, choose_organisation

__all__ = [
    "Invited",
    "accept_invitation",
    "change_membership",
    "change_organisation",
    "change_post",
    "change_profile",
    "choose_organisation",
    "close_post",
    "end_membership",
    "hand_over_duties",
    "hand_over_post",
    "invite_administrator",
    "invite_person",
    "open_post",
    "send_invitation_again",
    "withdraw_invitation",
]
