"""Who writes services. Reading them is everybody's."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over an organisation's own services."""

    WRITE_SERVICE = "solutions.service:write"
    PUBLISH_SERVICE = "solutions.service:publish"
    SAY_USED = "solutions.use:say"


register(
    Permission,
    labels={
        Permission.WRITE_SERVICE: _("サービスの紹介を書く・直す"),
        Permission.PUBLISH_SERVICE: _("サービスを公開する・取り下げる・いまも正しいと確かめる"),
        Permission.SAY_USED: _("うちの団体がサービスを使っているかを答える"),
    },
    roles={
        Role.SUPPLIER: [Permission.WRITE_SERVICE, Permission.PUBLISH_SERVICE],
        Role.OFFICIAL: [Permission.SAY_USED],
        Role.MANAGER: [Permission.SAY_USED],
    },
)
