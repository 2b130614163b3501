"""Who may read the book."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Codes of the audit."""

    READ_BOOK = "audit.entry:read"
    EXPORT_BOOK = "audit.entry:export"
    READ_EVERY_BOOK = "audit.entry:read_all"
    EXPORT_EVERY_BOOK = "audit.entry:export_all"


register(
    Permission,
    labels={
        Permission.READ_BOOK: _("団体の操作の記録を見る"),
        Permission.EXPORT_BOOK: _("団体の操作の記録をファイルにする"),
        Permission.READ_EVERY_BOOK: _("すべての団体の操作の記録を見る"),
        Permission.EXPORT_EVERY_BOOK: _("すべての団体の操作の記録をファイルにする"),
    },
    roles={
        Role.ADMIN: {Permission.READ_BOOK, Permission.EXPORT_BOOK},
        Role.OPERATOR: {Permission.READ_EVERY_BOOK, Permission.EXPORT_EVERY_BOOK},
    },
)
