"""The shape of an organisation's registration, and of a word with its reading."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.identity.models import Organisation, OrganisationKind
from yui.sites.cloud import rules
from yui.sites.cloud.models import Reading
from yui.values import municipalities


class OrganisationForm(forms.Form):
    """A government is named by its code; everybody else by name."""

    kind = forms.ChoiceField(label=_("種別"), choices=OrganisationKind.choices)
    government_code = forms.CharField(
        label=_("団体コード"),
        max_length=12,
        required=False,
        help_text=_("地方公共団体のときだけ。6桁です。分かれば、名称とよみがなは自動で入ります。"),
    )
    name = forms.CharField(label=_("名称"), max_length=120, required=False)
    kana = forms.CharField(label=_("よみがな"), max_length=200, required=False)
    population = forms.IntegerField(label=_("人口"), min_value=0, max_value=100_000_000, required=False)
    coordinated_by = forms.ModelChoiceField(label=_("担当の局"), queryset=Organisation.published.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bureaus: Any = Organisation.published.filter(kind=OrganisationKind.BUREAU, active=True).order_by("name")
        self.fields["coordinated_by"].queryset = bureaus  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Fill in what the code tells; a government needs one that is read, everybody else a name."""
        data = super().clean() or {}
        data["prefecture"] = ""
        typed = data.get("government_code") or ""
        if data.get("kind") != OrganisationKind.GOVERNMENT:
            data["government_code"] = ""
        elif typed:
            self._fill_from(typed, data)
        else:
            self.add_error("government_code", _("地方公共団体には、団体コードが要ります。"))
        if not data.get("name") and "government_code" not in self.errors:
            self.add_error("name", _("名称を書いてください。"))
        return data

    def _fill_from(self, typed: str, data: dict[str, Any]) -> None:
        meant = municipalities.meant_by(typed)
        if len(meant) != 1:
            several = "、".join(f"{government.full_name}（{government.code}）" for government in meant)
            self.add_error(
                "government_code",
                _("どの団体か決められません。6桁で書いてください：%(several)s") % {"several": several}
                if meant
                else _("この団体コードの地方公共団体は見つかりません。数字を確かめてください。"),
            )
            return
        government = meant[0]
        data["government_code"] = str(government.code)
        data["prefecture"] = government.prefecture_name
        data["name"] = data.get("name") or government.name
        data["kana"] = data.get("kana") or government.hiragana


class StopForm(forms.Form):
    """Why an organisation is stopped."""

    reason = forms.CharField(
        label=_("止める理由"),
        max_length=200,
        help_text=_("操作の記録に残ります。例：契約が終わったため。"),
    )


class ReadingForm(forms.Form):
    """A word and how it is read."""

    word = forms.CharField(
        label=_("ことば"), max_length=rules.WORD_LIMIT, help_text=_("漢字のあることば。長いことばが先に選ばれます。")
    )
    kana = forms.CharField(label=_("よみがな"), max_length=rules.KANA_LIMIT, help_text=_("ひらがなで書きます。"))

    @classmethod
    def of(cls, reading: Reading, typed: Any) -> ReadingForm:
        """The form of a correction as it stands."""
        return cls(typed, initial={"word": reading.word, "kana": reading.kana})
