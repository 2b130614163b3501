"""The book in the words of the reader: names of actions, records, fields and values, which rooms and sites register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yui.kernel.access import ActorKind, Role
from yui.kernel.web.navigation import address_of
from yui.kernel.web.words import long_date, moment


@dataclass(frozen=True)
class Record:
    """What a kind of record is called, and the name of the staff page that shows one by its ref."""

    label: Any
    page: str = ""


_KINDS: dict[str, Any] = {
    ActorKind.PERSON: gettext_lazy("人"),
    ActorKind.GUEST: gettext_lazy("住民・訪問者"),
    ActorKind.TOKEN: gettext_lazy("プログラム"),
    ActorKind.SYSTEM: gettext_lazy("自動"),
}
_actions: dict[str, Any] = {}
_rooms: dict[str, Any] = {}
_records: dict[str, Record] = {}
_fields: dict[str, Any] = {
    "state": gettext_lazy("状態"),
    "active": gettext_lazy("利用"),
    "public": gettext_lazy("公開"),
    "reason": gettext_lazy("理由"),
    "note": gettext_lazy("ひとこと"),
    "name": gettext_lazy("名前"),
    "post": gettext_lazy("担当"),
    "person": gettext_lazy("人"),
    "roles": gettext_lazy("役割"),
    "kind": gettext_lazy("種別"),
    "confirmed_on": gettext_lazy("確かめた日"),
    "uses": gettext_lazy("使っているか"),
}
_values: dict[str, Callable[[str], Any]] = {"roles": dict(Role.choices).get}


def name_actions(names: Mapping[str, Any]) -> None:
    """Register what actions are called, by their codes."""
    _actions.update(names)


def name_records(records: Mapping[str, Record]) -> None:
    """Register what kinds of records are called, by `app.model`."""
    _records.update(records)


def name_fields(names: Mapping[str, Any]) -> None:
    """Register what values are called that are no named field of their record."""
    _fields.update(names)


def name_rooms(names: Mapping[str, Any]) -> None:
    """Register what the rooms are called, by what their codes begin with: the headings of a list of actions."""
    _rooms.update(names)


def name_values(names: Mapping[str, Callable[[str], Any]]) -> None:
    """Register how the values of a name are told that are no choices of a field; None leaves them as they are."""
    _values.update(names)


def actions_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every action with a name under its room, and before them all of a room (`needs.`)."""
    return [
        (
            str(name),
            [
                (f"{room}.", _("%(room)sのすべて") % {"room": name}),
                *sorted((code, str(label)) for code, label in _actions.items() if code.startswith(f"{room}.")),
            ],
        )
        for room, name in _rooms.items()
    ]


def kind(actor_kind: str) -> str:
    """What kind of subject acted."""
    return str(_KINDS.get(actor_kind, actor_kind))


def action(code: str) -> str:
    """What was done; empty where nobody named the code."""
    return str(_actions.get(code, ""))


def record(target_type: str) -> str:
    """What a kind of record is called; its code where nobody named it."""
    known = _records.get(target_type)
    return str(known.label) if known else target_type


def page_of_record(target_type: str, ref: str) -> str | None:
    """The address of a record's page, None where there is none."""
    known = _records.get(target_type)
    return address_of(known.page, ref) if known and known.page and ref else None


def changes(target_type: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """Name, value before and value afterwards of what differs, in words. An empty text is an empty value."""
    model = _model(target_type)
    return tuple(
        (_name(model, name), _told(model, name, before.get(name)), _told(model, name, after.get(name)))
        for name in dict.fromkeys([*before, *after])
        if (before.get(name) or None) != (after.get(name) or None)
        or (name in before and name in after and before[name] != after[name])
    )


def _model(target_type: str) -> type[models.Model] | None:
    try:
        return apps.get_model(target_type) if target_type else None
    except LookupError:  # a kind of record that is no more
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _name(model: type[models.Model] | None, name: str) -> str:
    """Django makes a name of its own from the code where nobody gave one; that one is not shown."""
    field = _field(model, name)
    code = getattr(field, "name", name)  # of a foreign key both `post` and `post_id` are written
    own = str(getattr(field, "verbose_name", "") or "")
    given = own if own and own != code.replace("_", " ") else ""
    return given or str(_fields.get(code, name))


def _told(model: type[models.Model] | None, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    field = _field(model, name)
    if isinstance(value, list):
        return "、".join(_told(model, name, one) for one in value)
    if isinstance(value, dict):
        return "、".join(f"{_name(None, key)}：{_told(None, key, one)}" for key, one in value.items())
    if isinstance(field, models.DateField):
        return _moment(str(value), day=not isinstance(field, models.DateTimeField))
    if isinstance(field, models.ForeignKey):
        return _("番号%(number)s") % {"number": value}
    labels = dict(getattr(field, "flatchoices", None) or ())
    told = labels.get(value) or (_values[name](str(value)) if name in _values else None)
    return str(value if told is None else told)


def _moment(value: str, *, day: bool) -> str:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return long_date(at.date()) if day else moment(at)
