"""Keeping, reading and giving up files."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import Any, BinaryIO

from django.core.files.base import File as Upload
from django.db import transaction

from yui.kernel.access import Actor
from yui.kernel.files.models import Content, File, Quarantine
from yui.kernel.files.purposes import Purpose
from yui.kernel.files.staging import Staged, stage
from yui.kernel.files.store import the_store
from yui.kernel.tenancy import acting_for


def keep(upload: Upload[Any] | Staged, *, purpose: Purpose, by: Actor, at: datetime) -> File:
    """Keep an upload for the organisation acted for; raises FileRefused, and then nothing is kept.

    Called within the action it belongs to, which checks the right and writes the audit. Files with macros go into
    quarantine.
    """
    if by.organisation_id is None:
        raise ValueError("a file needs an owner: let the guest turn to an organisation first")
    staging = nullcontext(upload) if isinstance(upload, Staged) else stage(upload, purpose=purpose)
    with (
        staging as staged,
        acting_for(by.organisation_id, person=by.person_id, operator=by.is_operator),
        transaction.atomic(),
    ):
        _keep_content(staged, at)
        return File.objects.create(
            owner_id=by.organisation_id,
            content_id=staged.sha256,
            extension=staged.kind.extension,
            size=staged.size,
            name=staged.name,
            name_as_typed=staged.name_as_typed,
            purpose=staged.purpose.code,
            kept_at=at,
            quarantined_at=at if staged.has_macros else None,
            quarantine=Quarantine.MACROS if staged.has_macros else "",
        )


def open_content(file: File) -> BinaryIO:
    """The bytes of a file from their beginning; the caller closes them."""
    return the_store().open(file.sha256)


def drop(*, file: File) -> None:
    """Give up a file. Its content goes when nobody holds it any more, a day later at the earliest."""
    file.delete()


def _keep_content(staged: Staged, at: datetime) -> None:
    # The row first: it is a lock between us and a sweep that is deleting the same content just now. Behind it either
    # the bytes are there and stay, or they are not and we write them.
    Content.objects.bulk_create(
        [Content(sha256=staged.sha256, size=staged.size, stored_at=at)],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["let_go_at"],
    )
    store = the_store()
    if not store.has(staged.sha256):
        store.put(staged.sha256, staged.content)
