"""Who does what in projects."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over a town's own projects, and a coordinator's ear."""

    WRITE = "projects.project:write"
    MOVE = "projects.project:move"
    PUBLISH = "projects.project:publish"
    ASK = "projects.usage:ask"
    ADVISE = "projects.warning:advise"


register(
    Permission,
    labels={
        Permission.WRITE: _("取組の計画・測った値・費用・引き継ぎを書く"),
        Permission.MOVE: _("取組を始める、休む、終える、中止する"),
        Permission.PUBLISH: _("取組のページを公開する、公開をやめる"),
        Permission.ASK: _("導入から一年たった取組に、使い続けているかを尋ねる"),
        Permission.ADVISE: _("町村が早めに知らせた困りごとを読み、助言する"),
    },
    roles={
        Role.OFFICIAL: [Permission.WRITE, Permission.MOVE],
        Role.MANAGER: [Permission.WRITE, Permission.MOVE, Permission.PUBLISH],
        Role.COORDINATOR: [Permission.ADVISE],
        Role.OPERATOR: [Permission.ASK],
    },
)
