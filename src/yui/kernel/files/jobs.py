"""The store keeps only what somebody holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from yui.kernel.files.backends import Stored
from yui.kernel.files.models import Content
from yui.kernel.files.store import the_store
from yui.kernel.jobs import job, scheduled

PATIENCE = timedelta(days=1)
_AT_ONCE = 500


@scheduled(daily_at="04:00")
@job(retries=1, atomic=False, timeout=timedelta(hours=1))
def sweep_contents() -> None:
    """Delete contents that nobody has held for a day. Each in a transaction of its own; safe to run again."""
    before = timezone.now() - PATIENCE
    _adopt_strays(before)
    for sha256 in Content.objects.filter(let_go_at__lt=before).values_list("pk", flat=True):
        remove_if_orphaned(sha256)
    the_store().tidy(before=before)


def remove_if_orphaned(sha256: str) -> bool:
    """Delete a content unless a file holds it; whether it is gone.

    Row policies hide other organisations' files from us, but not from the foreign key: the database itself answers.
    """
    try:
        with transaction.atomic():
            _delete_row(sha256)
            the_store().remove(
                sha256
            )  # behind the row's lock: whoever keeps the same bytes now waits, then writes them
    except IntegrityError:
        Content.objects.filter(pk=sha256).update(let_go_at=None)
        return False
    return True


def _delete_row(sha256: str) -> None:
    """Delete the row of a content now, not at the commit; raises IntegrityError if a file points to it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM files_content WHERE sha256 = %s", [sha256])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return
        cursor.execute(
            "DELETE FROM files_content WHERE sha256 = %s "
            "AND NOT EXISTS (SELECT 1 FROM files_file WHERE content_id = sha256)",
            [sha256],
        )
        if not cursor.rowcount:
            raise IntegrityError(sha256)


def _adopt_strays(before: datetime) -> None:
    """Give contents without a row (their transaction was rolled back, the process killed) one, as let go."""
    old = (stored for stored in the_store().every() if stored.stored_at < before)
    while portion := list(islice(old, _AT_ONCE)):
        Content.objects.bulk_create(list(_rows(portion)), ignore_conflicts=True)


def _rows(portion: list[Stored]) -> Iterator[Content]:
    known = set(Content.objects.filter(pk__in=[s.key for s in portion]).values_list("pk", flat=True))
    for stored in portion:
        if stored.key not in known:
            yield Content(sha256=stored.key, size=stored.size, stored_at=stored.stored_at, let_go_at=stored.stored_at)
