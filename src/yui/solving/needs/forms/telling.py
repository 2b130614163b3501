"""A resident's trouble, and the question for a receipt number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markupsafe import escape

from yui.solving.needs.directory import Town
from yui.solving.needs.forms.fields import WordsField
from yui.solving.needs.models import Channel, Language
from yui.solving.needs.rules import telling

_SALT = "yui.solving.needs.telling"


def opened(at: datetime) -> str:
    """A token that says when a form was opened."""
    return signing.dumps(int(at.timestamp()), salt=_SALT)


def time_taken(token: str, at: datetime) -> timedelta | None:
    """The time since the form of this token was opened; None where the token is not ours."""
    try:
        return timedelta(seconds=at.timestamp() - float(signing.loads(token, salt=_SALT)))
    except (signing.BadSignature, ValueError, TypeError):
        return None


class TownSelect(forms.Select):
    """A choice among all towns of the country, printed at one go: a template for each option would cost a tenth of a second."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name, "class": "control"})
        chosen = str(value or "")
        body = [f'<option value="">{escape(_FIRST)}</option>']
        for prefecture, towns in self.choices:
            if isinstance(towns, list):
                options = (_option(ref, town, ref == chosen) for ref, town in towns)
                body.append(f'<optgroup label="{escape(prefecture)}">{"".join(options)}</optgroup>')
        return mark_safe(f"<select{flatatt(given)}>{''.join(body)}</select>")  # noqa: S308  every part is escaped above


def _option(ref: str, town: str, chosen: bool) -> str:
    return f'<option value="{escape(ref)}"{" selected" if chosen else ""}>{escape(town)}</option>'


_FIRST = _("選んでください")


def choices_of(towns: Sequence[Town]) -> list[Any]:
    """The towns under the names of their prefectures."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for town in towns:
        groups.setdefault(town.prefecture, []).append((town.ref, town.name))
    return [("", _FIRST), *groups.items()]


class TellForm(forms.Form):
    """Five boxes, two of them needed."""

    language = Language.JAPANESE

    town = forms.ChoiceField(label=_("どのまちのことですか"), widget=TownSelect)
    words = WordsField(
        label=_("困っていること"),
        max_length=telling.WORDS_LIMIT,
        lines=7,
        help_text=_("いつ、どこで、何に困ったかを、ふだんの言葉で書いてください。人の名前や病気は書かないでください。"),
    )
    area = WordsField(label=_("地区"), max_length=60, required=False, help_text=_("例：上ノ瀬"))
    name = WordsField(
        label=_("お名前"), max_length=60, required=False, help_text=_("書かなくてもかまいません。公開しません。")
    )
    mail = forms.EmailField(
        label=_("メールアドレス"),
        required=False,
        help_text=_(
            "書かなくても届きます。返事をメールでも受け取りたいときだけ書いてください。確かめのメールが届きます。"
        ),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    website = forms.CharField(label=_("この欄は空のままにしてください"), required=False)
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, towns: Sequence[Town], **options: Any) -> None:
        super().__init__(*args, **options)
        town: Any = self.fields["town"]
        town.choices = choices_of(towns)


class PlainTellForm(TellForm):
    """The same boxes for somebody who reads, and is answered, in やさしい日本語."""

    language = Language.PLAIN


class ReceiptForm(forms.Form):
    """The number on the receipt."""

    number = forms.CharField(
        label=_("受付番号"),
        max_length=40,
        help_text=_("例：K-2026-7HQM-X4TD。大文字・小文字、ハイフンのありなしは、どちらでもかまいません。"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class RecordForm(forms.Form):
    """What came on paper, by phone or at the counter, as an official writes it down."""

    channel = forms.ChoiceField(
        label=_("受け取り方"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=_("困っていること"),
        max_length=telling.WORDS_LIMIT,
        lines=7,
        help_text=_("本人の言葉のまま書いてください。"),
    )
    area = WordsField(label=_("地区"), max_length=60, required=False)
    name = WordsField(label=_("お名前"), max_length=60, required=False)
    mail = forms.EmailField(label=_("メールアドレス"), required=False)
    language = forms.ChoiceField(label=_("返事の言葉"), choices=Language.choices, widget=forms.RadioSelect)
