"""Taking the book out of the house is itself an entry."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from yui.kernel.access import Actor, action
from yui.kernel.audit.book import record
from yui.kernel.audit.permissions import Permission
from yui.kernel.audit.queries import Wanted


@action(Permission.EXPORT_BOOK)
def export_book(*, wanted: Wanted, by: Actor, at: datetime) -> Wanted:
    """Note that the organisation's book, so far as `wanted`, leaves as a file."""
    record("audit.exported", after={name: value for name, value in asdict(wanted).items() if value})
    return wanted
