"""Refusals: sentences a reader can act on. Anything else that goes wrong is a bug and travels up.

Refused
├── NotPermitted          the actor lacks the right
├── yui.kernel.states.IllegalMove
└── each action's own, beside it (NeedIncomplete, …)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An action was refused; nothing was changed.

    `code` is stable, for programs; `message` is a sentence in Japanese; `fields` holds a sentence per field.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    message: Any = _("この操作はできません。")

    def __init__(self, message: Any = None, *, fields: Mapping[str, Any] | None = None) -> None:
        if message is not None:
            self.message = message
        self.fields: dict[str, Any] = dict(fields or {})
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.message)


class NotPermitted(Refused):
    """The actor lacks the permission; `permission` names it."""

    code = "not-permitted"
    status = 403
    message = _("この操作をする権限がありません。必要なときは、団体の管理者に役割を付けてもらってください。")

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__()
