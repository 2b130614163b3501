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
    """Write that the action under way did `code` to `of`.

    Personal fields of the record are masked; of what people wrote freely only the length is kept.

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
        before=_kept_for_ever(of, before),
        after=_kept_for_ever(of, after),
    )
    entry.save()
    acting.codes.append(code)
    return cast(models.Model, entry)


def snapshot(of: models.Model, *names: str) -> dict[str, Any]:
    """The values of some fields as they stand, for `before` and `after`."""
    return {name: of.serializable_value(name) for name in names}


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What of `after` was otherwise before, with both values: `record(…, **differing(before, after))`."""
    names = [name for name, value in after.items() if _comparable(before.get(name)) != _comparable(value)]
    return {"before": {name: before.get(name) for name in names}, "after": {name: after[name] for name in names}}


def length_of(words: Any) -> Any:
    """How long a text is (12字), or each of several; of other lists and of mappings how many they hold.

    Nothing stays nothing, and so do numbers and the like, which are no words.
    """
    if isinstance(words, str):
        return f"{len(words)}字" if words else ""
    if isinstance(words, (list, tuple)):
        return [length_of(one) for one in words] if all(isinstance(one, str) for one in words) else f"{len(words)}件"
    if isinstance(words, Mapping):
        return f"{len(words)}件" if words else {}
    return words


def _comparable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _kept_for_ever(of: models.Model | None, values: Mapping[str, Any] | None) -> dict[str, Any]:
    personal: frozenset[str] = getattr(of, "personal_fields", frozenset())
    words: frozenset[str] = getattr(of, "words_fields", frozenset())

    def spared(name: str, value: Any) -> Any:
        if name in personal and value:
            return _MASKED
        return length_of(value) if name in words else value

    kept = {name: spared(name, value) for name, value in (values or {}).items()}
    return dict(json.loads(json.dumps(kept, cls=DjangoJSONEncoder)))
