"""No write is lost: who changes a record says which version they have read (RFC 9110, `If-Match`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from ninja import Header

from yui.kernel.access import Refused
from yui.kernel.tenancy.models import OwnedModel
from yui.kernel.tenancy.versions import version_of

IfMatch = Annotated[
    str,
    Header(
        ...,
        alias="If-Match",
        pattern=r'^"[0-9a-z.]{1,60}"$',
        description="読んだときの答えの ETag。その後に変えられていれば 412 で、何も変わりません",
        examples=['"2345678abc.5f2b7c0e91d34a68b0c7e215"'],
    ),
]
"""The version a caller has read: a parameter of every operation that changes a record."""


class ChangedMeanwhile(Refused):
    """Somebody else changed the record after the caller read it."""

    code = "changed-meanwhile"
    status = 412
    message = _("読んだあとに、ほかで変えられています。読み直してから、もう一度送ってください。")


def etag_of(record: OwnedModel) -> str:
    """The entity tag of a record as it stands: another one after every change."""
    return f'"{version_of(record)}"'


def label(response: HttpResponse, record: OwnedModel) -> None:
    """Write the version of a record into an answer."""
    response["ETag"] = etag_of(record)
    response["Last-Modified"] = http_date(record.changed_at.timestamp())


@contextmanager
def unchanged(door: Any, ref: str, version: str) -> Iterator[Any]:
    """The record behind a door, held until the block ends and still as the caller read it.

    Raises Http404 where there is none, ChangedMeanwhile where it is not the version any more. Check and change are one
    transaction, so of two callers with the same version one gets the refusal.
    """
    with transaction.atomic():
        record = door.select_for_update().filter(ref=ref).first()
        if record is None:
            raise Http404
        if etag_of(record) != version:
            raise ChangedMeanwhile
        yield record
