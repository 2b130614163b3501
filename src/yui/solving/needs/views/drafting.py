"""What a resident has written and not sent yet: kept in the session of their browser, for an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest

_DRAFT: Final = "needs_draft"
KEPT: Final = timedelta(hours=1)
"""Long enough to go back and forth, short enough for a computer that several people use."""


def keep_draft(request: HttpRequest, fields: Any, *, at: datetime) -> None:
    """Keep what stands in the boxes, as it was typed."""
    written = {name: request.POST.get(name, "") for name in fields}
    request.session[_DRAFT] = {"at": at.timestamp(), "written": written}


def kept_draft(request: HttpRequest, *, at: datetime) -> dict[str, str]:
    """What was kept within the last hour; empty where there is nothing."""
    draft = request.session.get(_DRAFT)
    if not draft or at.timestamp() - draft["at"] > KEPT.total_seconds():
        return {}
    return dict(draft["written"])


def drop_draft(request: HttpRequest) -> None:
    """It was sent: nothing stays behind."""
    request.session.pop(_DRAFT, None)
