"""Writing into the book."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from yui.kernel.access.recording import current_recording

_MASKED = "＊＊＊"


def record(
    code: str,
    *,
    of: models.Model | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> models.Model:
    """Write that the action under way did `code` to `of`. Personal fields of the record are masked.

    Raises RuntimeError outside an action: then nobody could say who did it.
    """
    acting = current_recording()
    if acting is None:
        raise RuntimeError(f"{code} was to be recorded outside an action")
    entry: Any = apps.get_model("audit", "Entry")(
        owner_id=acting.by.organisation_id,
        at=acting.at,
        code=code,
        actor_kind=acting.by.kind,
        actor_name=acting.by.name,
        person_id=acting.by.person_id,
        target_type=of._meta.label_lower if of is not None else "",
        target_id=of.pk if of is not None else None,
        target_ref=getattr(of, "ref", ""),
        before=_masked(of, before),
        after=_masked(of, after),
    )
    entry.save()
    acting.codes.append(code)
    return cast(models.Model, entry)


def snapshot(of: models.Model, *names: str) -> dict[str, Any]:
    """The values of some fields as they stand, for `before` and `after`."""
    return {name: of.serializable_value(name) for name in names}


def _masked(of: models.Model | None, values: Mapping[str, Any] | None) -> dict[str, Any]:
    personal: frozenset[str] = getattr(of, "personal_fields", frozenset())
    kept = {name: _MASKED if name in personal and value else value for name, value in (values or {}).items()}
    return dict(json.loads(json.dumps(kept, cls=DjangoJSONEncoder)))
