"""Which entries a reader wants."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.audit.queries import Wanted


class WantedForm(forms.Form):
    """Narrows the book down; whatever cannot be read counts as not asked."""

    code = forms.CharField(label=_("操作"), max_length=80, required=False, help_text=_("はじめの文字。例：identity."))
    person = forms.CharField(label=_("した人"), max_length=80, required=False)
    record = forms.CharField(label=_("対象の番号"), max_length=10, required=False)
    since = forms.DateField(label=_("いつから"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("いつまで"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def wanted(self) -> Wanted:
        """What was asked, as far as it is valid."""
        self.is_valid()
        valid: dict[str, Any] = self.cleaned_data
        return Wanted(**{name: value for name, value in valid.items() if value})
