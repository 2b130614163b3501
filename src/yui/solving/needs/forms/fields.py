"""Fields of our own: words of people, sums of money, lines of requirements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from yui.solving.needs.rules.content import lines_of
from yui.values.money import Yen
from yui.values.unreadable import Unreadable


class WordsField(forms.CharField):
    """What people write, counted as it is counted on the page."""

    default_error_messages = {
        "max_length": _("長すぎます。%(limit_value)d字までで書いてください（いま%(show_value)d字）。")
    }

    def __init__(self, *, lines: int = 0, **options: Any) -> None:
        if lines:
            options["widget"] = forms.Textarea({"rows": lines})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The words with single line breaks, as they are counted on the page."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class LinesField(WordsField):
    """One requirement a line."""

    def to_python(self, value: Any) -> Any:
        return lines_of(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Lengths are the rules' business: they know lines from text."""


class MoneyField(forms.CharField):
    """An amount as people write it: 60万円, 600,000, 六十万."""

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return Yen.parse(typed).amount
        except Unreadable as unreadable:
            raise ValidationError(unreadable.message, code="money") from unreadable

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The rules know how much is too much."""
