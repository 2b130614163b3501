"""Addresses of files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.urls import reverse

from yui.kernel.files.models import File

_SALT = "yui.kernel.files.links"


@dataclass(frozen=True)
class Pass:
    """What a signed link allows: to read one file of one owner."""

    owner_id: int
    ref: str


def link(file: File) -> str:
    """The address of the download, for those who may read the file anyway."""
    return reverse("files:download", args=[file.ref, file.name])


def signed_link(file: File, *, at: datetime, lasts: timedelta = timedelta(minutes=15)) -> str:
    """An address that lets its bearer read the file for a while.

    For rooms that show a file to a party of their own record, after they have checked that it is one.
    """
    until = int((at + lasts).timestamp())
    return f"{link(file)}?pass={signing.dumps([file.owner_id, file.ref, until], salt=_SALT, compress=False)}"


def read_pass(text: str, *, at: datetime) -> Pass | None:
    """The pass of a signed link; None if it is not ours or has run out."""
    try:
        owner_id, ref, until = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Pass(owner_id, ref) if datetime.fromtimestamp(until, UTC) > at else None
