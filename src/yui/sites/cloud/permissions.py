"""Who may look after the installation."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over the installation as a whole."""

    SEE_CLOUD = "cloud.installation:see"
    ADD_ORGANISATION = "cloud.organisation:add"
    CLOSE_ORGANISATION = "cloud.organisation:close"
    CORRECT_READINGS = "cloud.reading:correct"


register(
    Permission,
    labels={
        Permission.SEE_CLOUD: _("運用の状況を見る"),
        Permission.ADD_ORGANISATION: _("団体を登録する"),
        Permission.CLOSE_ORGANISATION: _("団体の利用を止める・再開する"),
        Permission.CORRECT_READINGS: _("ふりがなを直す"),
    },
    roles={Role.OPERATOR: list(Permission)},
)
