"""What stands in the fields of a form, and what somebody typed into them, side by side in words."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from yui.kernel.web import words

_LONG = 60
_AROUND = 15


@dataclass(frozen=True)
class Difference:
    """One field: what it is called, what stands there now, and what was typed."""

    label: str
    stands: str
    typed: str

    @property
    def row(self) -> tuple[str, str, str]:
        """As a table prints it: of long words that agree for long, only where they part."""
        head = _agreed(self.stands, self.typed)
        tail = _agreed(self.stands[head:][::-1], self.typed[head:][::-1])
        return self.label, _where_they_part(self.stands, head, tail), _where_they_part(self.typed, head, tail)


def _agreed(one: str, other: str) -> int:
    """How many letters two texts have in common from their beginning."""
    apart = (place for place, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs)
    return next(apart, min(len(one), len(other)))


def _where_they_part(text: str, head: int, tail: int) -> str:
    """A text without the most of the `head` and the `tail` letters that it shares with another one."""
    if len(text) <= _LONG:
        return text
    begin, end = max(0, head - _AROUND), min(len(text), len(text) - tail + _AROUND)
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"


def forms_of(form: Any) -> list[Any]:
    """A form, and those of its `rows` where it has some (a formset)."""
    return [form, *getattr(form, "rows", ())]


def what_stands(form: Any) -> dict[str, Any]:
    """What the record says in each field. What a field only suggests where the record says nothing is not among it."""
    return {
        one.add_prefix(name): one.initial[name] for one in forms_of(form) for name in one.fields if name in one.initial
    }


def differences(now: Any, typed: Any) -> tuple[Difference, ...]:
    """Where `typed`, a form that fits, says something else than the record, whose form `now` is."""
    stands, said = what_stands(now), what_stands(typed)
    before = {bound.html_name: in_words(bound, stands[bound.html_name]) for bound in _fields(now, stands)}
    after = {bound.html_name: in_words(bound, _as_meant(bound)) for bound in _fields(typed, {**stands, **said})}
    labels = {bound.html_name: _label(bound) for form in (now, typed) for bound in _fields(form, {**stands, **said})}
    found = (Difference(labels[name], before.get(name, ""), after.get(name, "")) for name in labels)
    return tuple(one for one in found if one.stands != one.typed)


def _fields(form: Any, names: Container[str]) -> Iterator[BoundField]:
    return (bound for one in forms_of(form) for bound in one if bound.html_name in names)


def _label(bound: BoundField) -> str:
    heading = getattr(bound.form, "heading", "")
    return f"{heading}{_('：')}{bound.label}" if heading else str(bound.label)


def _as_meant(bound: BoundField) -> Any:
    """What was typed: a day, a number or a record as the form read it, all else as it was typed."""
    read = bound.form.cleaned_data.get(bound.name)
    plain = isinstance(read, (bool, int, Decimal, date)) and not isinstance(bound.field, forms.ChoiceField)
    return read if plain or isinstance(read, models.Model) else bound.value()


def in_words(bound: BoundField, value: Any) -> str:
    """A value of a field as people read it; nothing is an empty text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    if isinstance(value, date):
        return words.long_date(value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    chosen = _chosen(bound.field, value)
    if chosen is not None:
        return chosen
    shown = bound.field.prepare_value(value)
    if isinstance(shown, (list, tuple)):
        return "、".join(str(part) for part in shown if part)
    return "\n".join(line.rstrip() for line in str(shown).strip().splitlines())


def _chosen(field: forms.Field, value: Any) -> str | None:
    """The words of what was chosen; None where nothing is to be chosen from. What a radio says is before its ｜."""
    choices = getattr(field, "choices", None)
    if choices is None:
        return None
    labels = {str(key): str(label).partition("｜")[0] for key, label in choices}
    several = value if isinstance(value, (list, tuple)) else [value]
    return "、".join(labels.get(str(one), str(one)) for one in several)
