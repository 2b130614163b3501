"""Forms in our look: the renderer of Django's forms, the date of three boxes, and a refusal shown at its field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.template.loader import get_template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused
from yui.values.era_dates import ERA_NAMES
from yui.values.text import tidied, whole, without_hidden
from yui.values.unreadable import Unreadable

_MOST = 12
_as_django_reads = forms.CharField.to_python
_ERAS = "|".join(sorted(ERA_NAMES, key=len, reverse=True))
_YEAR = re.compile(rf"(?P<era>{_ERAS})?(?P<year>元|\d{{1,4}})年?")


class Renderer(BaseRenderer):
    """Prints forms, fields and widgets with our templates; those of libraries with Django's."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return get_template(template_name)


def speak_plainly() -> None:
    """Let every form say what to do, where Django only states what is missing."""
    forms.Field.default_error_messages["required"] = _("入れてください。")
    forms.ChoiceField.default_error_messages["required"] = _("選んでください。")
    forms.MultipleChoiceField.default_error_messages["required"] = _("一つ以上選んでください。")
    forms.ModelChoiceField.default_error_messages["required"] = _("選んでください。")
    forms.BooleanField.default_error_messages = {"required": _("確かめて、しるしを付けてください。")}
    forms.FileField.default_error_messages["required"] = _("ファイルを選んでください。")


def take_whole_text() -> None:
    """Let every text field of every form, libraries' too, take only text that can be kept and says what it shows.

    NUL and other controls, and characters broken on their way, are refused with their place: what stood there is
    lost, and only its writer knows it. Marks nobody sees (among them those that turn the direction of writing) are
    dropped: people paste them unknowingly with a phone number or a path, and could not find them to take them out.
    Passwords are left as they are typed. Programs have a harder door: the API refuses both (yui.kernel.api.texts).
    """
    forms.CharField.to_python = _to_python  # type: ignore[method-assign]  # forms of libraries have no other door


def _to_python(self: forms.CharField, value: Any) -> Any:
    text = _as_django_reads(self, value)
    if not isinstance(text, str) or not text:
        return text
    try:
        text = whole(text)
    except Unreadable as unreadable:
        raise ValidationError(gettext(unreadable.sentence).format(**unreadable.facts), code="broken") from unreadable
    if self.strip:
        text = without_hidden(text).strip() or self.empty_value
    one_line = isinstance(self.widget, forms.TextInput)  # a browser sends no line break from such a box
    return " ".join(text.splitlines()) if one_line and text else text


class DateBoxes(forms.MultiWidget):
    """Year, month and day as three short boxes; the year may be typed in an era."""

    template_name = "forms/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        # The year takes 令和8 too, so its keyboard is the full one.
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            "year": forms.TextInput({"autocomplete": "off"}),
            "month": forms.TextInput(box),
            "day": forms.TextInput(box),
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        return [value.year, value.month, value.day] if isinstance(value, date) else [None, None, None]

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class BoxedDateField(forms.MultiValueField):
    """A date by three boxes. 2026 / 11 / 23 and 令和8 / 11 / 23 are the same day."""

    widget = DateBoxes
    default_error_messages = {
        "required": _("日付を入れてください。"),
        "incomplete": _("年・月・日をすべて入れてください。"),
        "year": _("年は「2026」か「令和8」のように入れてください。"),
        "invalid": _("この日付は暦にありません。月と日を確かめてください。"),
    }

    def __init__(self, **options: Any) -> None:
        boxes = tuple(forms.CharField(required=False) for _box in range(3))
        super().__init__(boxes, require_all_fields=False, **options)

    def clean(self, value: Any) -> date | None:
        # Nobody writes more into a box; what a program sends is cut, and then read as no date.
        typed = [str(part or "").strip()[:_MOST] for part in (value or [None, None, None])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        day = self._date(*typed)
        self.validate(day)
        self.run_validators(day)
        return day

    def compress(self, data_list: list[Any]) -> Any:
        return data_list

    def _date(self, year: str, month: str, day: str) -> date:
        western = western_year(year)
        if western is None:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(western, _whole(month), _whole(day))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


def western_year(typed: str) -> int | None:
    """2026 for 「2026」「２０２６年」「令和8」「R8」「令和元年」; None where it cannot be read."""
    found = _YEAR.fullmatch(tidied(typed).replace(" ", ""))
    if not found:
        return None
    era = ERA_NAMES.get(found["era"] or "")
    if era is None:
        return int(found["year"]) if not found["era"] and len(found["year"]) == 4 else None
    year = 1 if found["year"] == "元" else int(found["year"])
    return era.gregorian(year) if year else None


def _whole(typed: str) -> int:
    """3 for 「3」「３」「03月」."""
    return int(tidied(typed).rstrip("月日"))


def mark_wanted_later(form: forms.BaseForm, names: Iterable[str], words: Any) -> None:
    """Let the labels of these fields say `words` (公開に必要) in place of 任意: they may be saved empty, not for ever.

    A field that the form itself requires says so already, and keeps saying it.
    """
    for name in names:
        field: Any = form.fields.get(name)
        if field is not None and not field.required:
            field.mark = words


def show_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Put the sentences of a refusal at the fields they are about, the rest above the form."""
    at_fields = {name: message for name, message in refused.fields.items() if name in form.fields}
    for name, message in at_fields.items():
        form.add_error(name, message)
    if not at_fields:
        form.add_error(None, str(refused.message))
