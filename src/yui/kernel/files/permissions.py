"""Who decides about files in quarantine."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Rights over an organisation's own files."""

    SET_FILE_ASIDE = "files.file:set-aside"
    RELEASE_FILE = "files.file:release"


register(
    Permission,
    labels={
        Permission.SET_FILE_ASIDE: _("ファイルの表示を止める"),
        Permission.RELEASE_FILE: _("止められたファイルを確かめ、表示できるようにする"),
    },
    roles={
        Role.OFFICIAL: [Permission.SET_FILE_ASIDE],
        Role.SUPPLIER: [Permission.SET_FILE_ASIDE],
        Role.COORDINATOR: [Permission.SET_FILE_ASIDE],
        Role.MANAGER: list(Permission),
        Role.ADMIN: list(Permission),
    },
)
