"""Which entries a reader wants."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.audit import wording
from yui.kernel.audit.queries import Wanted
from yui.kernel.web.words import long_date


class WantedForm(forms.Form):
    """Narrows the book down; whatever cannot be read counts as not asked."""

    code = forms.CharField(label=_("操作"), max_length=80, required=False, widget=forms.Select)
    person = forms.CharField(
        label=_("した人"), max_length=80, required=False, help_text=_("名前の一部でも探せます。例：山田")
    )
    record = forms.CharField(
        label=_("対象の番号"), max_length=10, required=False, help_text=_("表の「対象」の下にある10文字です。")
    )
    since = forms.DateField(label=_("いつから"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("いつまで"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["code"].widget
        rooms = wording.actions_to_choose()
        self._actions = {code: label for _room, found in rooms for code, label in found}
        chosen.choices = [("", _("すべて")), *rooms]
        asked = str(self.data.get("code", ""))[:80]
        if asked and asked not in self._actions:
            chosen.choices.append((asked, asked))  # an address of old, or of an action without a name

    def wanted(self) -> Wanted:
        """What was asked, as far as it is valid."""
        self.is_valid()
        valid: dict[str, Any] = self.cleaned_data
        return Wanted(**{name: value for name, value in valid.items() if value})

    def asked(self) -> list[tuple[str, str]]:
        """What the book is narrowed down by: the label of each box and what stands in it, in words."""
        told = {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}
        return [(str(self.fields[name].label), self._in_words(name, value)) for name, value in told.items()]

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return long_date(value)
        return str(self._actions.get(value, value) if name == "code" else value)

    def kept(self) -> dict[str, str]:
        """What was asked, for the button that makes a file of it."""
        return {name: str(self.data[name]) for name in self.fields if self.data.get(name)}


class EveryWantedForm(WantedForm):
    """The same over the books of all organisations."""

    organisation = forms.CharField(
        label=_("団体"), max_length=80, required=False, help_text=_("名前の一部か、団体コードのはじめの数字。")
    )
    field_order = ("organisation",)
