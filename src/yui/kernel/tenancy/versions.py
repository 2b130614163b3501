"""Versions: short texts that tell whether a record, or what stands in some fields, is still as somebody has read it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models

from yui.kernel.tenancy.models import OwnedModel


def version_of(record: OwnedModel) -> str:
    """The version of a record as it stands: another one after every change.

    It is made of all columns. The time of the change is one of them and alone would do, were there not two changes at
    the same moment of a coarse clock.
    """
    columns = [field.attname for field in record._meta.concrete_fields if not field.generated]
    return f"{record.ref}.{digest_of([getattr(record, name) for name in columns])}"


def digest_of(values: Any) -> str:
    """Twenty-four letters that are others for other values; records count as what they are, not as how they are called."""
    text = json.dumps(values, default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _plain(value: Any) -> str:
    return f"{value._meta.label}:{value.pk}" if isinstance(value, models.Model) else str(value)
