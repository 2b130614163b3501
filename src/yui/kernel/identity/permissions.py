"""What may be done with people, posts and organisations, and who may from the start."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Codes of identity."""

    CHANGE_OWN_PROFILE = "identity.person:change_own"
    CHOOSE_ORGANISATION = "identity.membership:choose"
    ACCEPT_INVITATION = "identity.invitation:accept"
    READ_COLLEAGUES = "identity.membership:read"
    INVITE = "identity.invitation:send"
    CHANGE_MEMBERSHIP = "identity.membership:change"
    KEEP_POSTS = "identity.post:keep"
    HAND_OVER = "identity.post:hand_over"
    CHANGE_ORGANISATION = "identity.organisation:change"
    INVITE_ADMINISTRATOR = "identity.organisation:invite_administrator"


_EVERY_MEMBER = {Permission.READ_COLLEAGUES}

register(
    Permission,
    labels={
        Permission.CHANGE_OWN_PROFILE: _("自分の名前を変える"),
        Permission.CHOOSE_ORGANISATION: _("どの団体の立場で使うかを選ぶ"),
        Permission.ACCEPT_INVITATION: _("招待を受けて団体に加わる"),
        Permission.READ_COLLEAGUES: _("同じ団体の人と部署を見る"),
        Permission.INVITE: _("団体に人を招待する"),
        Permission.CHANGE_MEMBERSHIP: _("団体の人の部署と役割を変える"),
        Permission.KEEP_POSTS: _("部署を作り、名前を変え、閉じる"),
        Permission.HAND_OVER: _("部署や人の担当を引き継ぐ"),
        Permission.CHANGE_ORGANISATION: _("団体の紹介を直す"),
        Permission.INVITE_ADMINISTRATOR: _("団体の最初の管理者を招待する"),
    },
    roles={
        Role.GUEST: {Permission.ACCEPT_INVITATION},
        Role.RESIDENT: {Permission.CHANGE_OWN_PROFILE, Permission.CHOOSE_ORGANISATION},
        Role.OFFICIAL: _EVERY_MEMBER,
        Role.MANAGER: _EVERY_MEMBER,
        Role.SUPPLIER: _EVERY_MEMBER,
        Role.COORDINATOR: _EVERY_MEMBER,
        Role.OPERATOR: {*_EVERY_MEMBER, Permission.INVITE_ADMINISTRATOR},
        Role.ADMIN: {
            *_EVERY_MEMBER,
            Permission.INVITE,
            Permission.CHANGE_MEMBERSHIP,
            Permission.KEEP_POSTS,
            Permission.HAND_OVER,
            Permission.CHANGE_ORGANISATION,
        },
    },
)
