"""Who writes services. Reading them is everybody's."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over an organisation's own services."""

    WRITE_SERVICE = "solutions.service:write"
    PUBLISH_SERVICE = "solutions.service:publish"


register(
    Permission,
    labels={
        Permission.WRITE_SERVICE: _("サービスの紹介を書く・直す"),
        Permission.PUBLISH_SERVICE: _("サービスを公開する・取り下げる・いまも正しいと確かめる"),
    },
    roles={Role.SUPPLIER: list(Permission)},
)
