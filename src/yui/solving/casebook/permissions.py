"""Who does what in the casebook."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over an organisation's own cases, and the wish to follow another's."""

    WRITE = "casebook.case:write"
    PUBLISH = "casebook.case:publish"
    FOLLOW = "casebook.case:follow"


register(
    Permission,
    labels={
        Permission.WRITE: _("事例を書き、確認に出す"),
        Permission.PUBLISH: _("ほかの人が書いた事例を確かめて公開する、取り下げる"),
        Permission.FOLLOW: _("ほかのまちの事例から、自分のまちのニーズを書きはじめる"),
    },
    roles={
        Role.OFFICIAL: [Permission.WRITE, Permission.FOLLOW],
        Role.MANAGER: list(Permission),
        Role.COORDINATOR: [Permission.WRITE, Permission.PUBLISH],
    },
)
