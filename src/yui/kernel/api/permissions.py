"""Who may let programs act for the organisation."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role, register


class Permission(StrEnum):
    """Codes of the API."""

    KEEP_TOKENS = "api.token:keep"


register(
    Permission,
    labels={Permission.KEEP_TOKENS: _("プログラムのためのトークンを作り、取り消す")},
    roles={Role.ADMIN: {Permission.KEEP_TOKENS}},
)
