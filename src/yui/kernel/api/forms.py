"""What administrators type about tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.api.rules import LIFETIMES


class TokenForm(forms.Form):
    """A new token: what for, what it may, for how long."""

    name = forms.CharField(label=_("何に使いますか"), max_length=80, help_text=_("例：町のウェブサイトへの一覧の表示"))
    scopes = forms.MultipleChoiceField(
        label=_("プログラムに許すこと"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("公開されているものを読むだけなら、何も選ばなくてかまいません。"),
    )
    lifetime = forms.ChoiceField(
        label=_("期限"),
        choices=[("30", _("30日")), ("90", _("90日")), ("365", _("1年"))],
        initial="90",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, scopes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined]  # a choice field, declared above

    def clean_lifetime(self) -> Any:
        return LIFETIMES[self.cleaned_data["lifetime"]]
