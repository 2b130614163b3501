"""Taking the book out of the house is itself an entry."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from yui.kernel.access import Actor, action
from yui.kernel.audit.book import record
from yui.kernel.audit.permissions import Permission
from yui.kernel.audit.queries import Wanted


@action(Permission.EXPORT_BOOK)
def export_book(*, wanted: Wanted, by: Actor, at: datetime) -> Wanted:
    """Note that the organisation's book, so far as `wanted`, leaves as a file."""
    record("audit.exported", after=_asked(wanted))
    return wanted


@action(Permission.EXPORT_EVERY_BOOK)
def export_every_book(*, wanted: Wanted, by: Actor, at: datetime) -> Wanted:
    """Note that the books of all organisations, so far as `wanted`, leave as a file."""
    record("audit.every_book_exported", after=_asked(wanted))
    return wanted


def _asked(wanted: Wanted) -> dict[str, Any]:
    return {name: value for name, value in asdict(wanted).items() if value}
