"""The form of a supplier: every field may be left empty until the service is published."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.words import long_date
from yui.solving.fields import Field
from yui.solving.solutions.models import Network, Service
from yui.solving.solutions.models.service import PER_CHOICES, PERIOD_CHOICES
from yui.solving.solutions.rules import MOST, Draft, Price, missing_before_publishing
from yui.values.text import tidied
from yui.values.unreadable import Unreadable

_HIGHEST = 10_000_000_000


def _tidy(line: str) -> str:
    try:
        return tidied(line)
    except Unreadable:  # longer than any line may be: the field says so
        return line


class LinesField(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea

    def __init__(self, *, most: int, letters: int, **options: Any) -> None:
        self.most, self.letters = most, letters
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = [_tidy(line) for line in str(super().clean(value) or "").splitlines()]
        told = tuple(dict.fromkeys(line for line in lines if line))
        if len(told) > self.most:
            raise forms.ValidationError(_("%(most)s件までにしてください。") % {"most": self.most})
        long = next((line for line in told if len(line) > self.letters), None)
        if long is not None:
            values = {"line": long[:20], "letters": self.letters}
            raise forms.ValidationError(_("「%(line)s…」は長すぎます。1行%(letters)s字までです。") % values)
        return told

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value


class ServiceForm(forms.Form):
    """What a supplier says of a service."""

    name = forms.CharField(label=_("サービスの名前"), max_length=MOST["name"])
    summary = forms.CharField(
        label=_("一文で言うと"),
        max_length=MOST["summary"],
        required=False,
        help_text=_("だれの、何が、どう楽になるか。例：役場の知らせを固定電話に声で届け、聞いたかを確かめる。"),
    )
    body = forms.CharField(
        label=_("くわしい説明"),
        max_length=MOST["body"],
        required=False,
        widget=forms.Textarea,
        help_text=_("できないことも書くと、合わない紹介が減ります。同じ言葉を重ねても、順位は上がりません。"),
    )
    fields = forms.MultipleChoiceField(  # type: ignore[assignment]  # the class attribute becomes a declared field
        label=_("分野"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices-two"}),
        help_text=_("%(most)s個まで選べます。") % {"most": MOST["fields"]},
    )
    functions = LinesField(
        label=_("できること"),
        most=MOST["functions"],
        letters=MOST["function"],
        help_text=_("1行に一つ、%(letters)s字まで。%(most)s個まで。")
        % {"letters": MOST["function"], "most": MOST["functions"]},
    )
    initial_yen = forms.IntegerField(
        label=_("はじめの費用（税込み・円）"),
        min_value=0,
        max_value=_HIGHEST,
        required=False,
        help_text=_("ないときは0"),
    )
    initial_per = forms.ChoiceField(label=_("はじめの費用の数えかた"), choices=PER_CHOICES, required=False)
    running_yen = forms.IntegerField(
        label=_("運用の費用（税込み・円）"), min_value=0, max_value=_HIGHEST, required=False, help_text=_("ないときは0")
    )
    running_per = forms.ChoiceField(label=_("運用の費用の数えかた"), choices=PER_CHOICES, required=False)
    running_period = forms.ChoiceField(label=_("運用の費用の期間"), choices=PERIOD_CHOICES, required=False)
    cloud = forms.TypedChoiceField(
        label=_("クラウドで動きますか"),
        choices=[("yes", _("はい")), ("no", _("いいえ"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    network = forms.ChoiceField(label=_("使う回線"), choices=Network.choices, required=False, widget=forms.RadioSelect)
    standards = LinesField(
        label=_("従う標準"),
        most=MOST["standards"],
        letters=MOST["standard"],
        help_text=_("1行に一つ。例：CAP 1.2"),
    )
    export_formats = LinesField(
        label=_("出口（データの書き出し形式）"),
        most=MOST["export_formats"],
        letters=MOST["export_format"],
        help_text=_("契約が終わるとき、データを受け取れる形式。1行に一つ。例：CSV"),
    )
    export_note = forms.CharField(
        label=_("出口の説明"),
        max_length=MOST["export_note"],
        required=False,
        help_text=_("書き出せないときは、その理由を書いてください。ページにそのまま出ます。"),
    )
    accessibility = forms.CharField(
        label=_("使いやすさへの配慮"),
        max_length=MOST["accessibility"],
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("例：JIS X 8341-3:2016 の適合レベルAAに準拠し、2026年2月に試験した。"),
    )
    website = forms.URLField(label=_("くわしいページ"), required=False, max_length=200, assume_scheme="https")
    inquiry_phone = forms.CharField(
        label=_("問い合わせの電話"),
        required=False,
        max_length=MOST["inquiry_phone"],
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "work tel"}),
        help_text=_("ふつうの書きかたに直して、公開のページに出ます。個人の番号は書かないでください。例：0120-000-000"),
    )
    inquiry_mail = forms.EmailField(
        label=_("問い合わせのメール"),
        required=False,
        max_length=MOST["inquiry_mail"],
        help_text=_("公開するページに、そのまま出ます。個人でなく、窓口のアドレスにしてください。"),
    )
    adopters = LinesField(
        label=_("使っている地方公共団体"),
        most=MOST["adopters"],
        letters=40,
        help_text=_("1行に一つ、団体コード（6桁）か名前。例：480011"),
    )

    still_right = forms.BooleanField(label=_("内容がいまも正しいことを確かめました"), required=False)

    def __init__(self, *args: Any, confirmed_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: dict[str, Any] = vars(self)["fields"]  # by this name the class declares a field of the form
        for name in missing_before_publishing(Draft()):
            shown[name].mark = _("公開に必要")  # printed in place of 任意
        for name in ("export_formats", "export_note"):
            shown[name].mark = _("どちらかが公開に必要")
        self.asks_whether_right = confirmed_on is not None
        if confirmed_on is None:
            del shown["still_right"]
        else:
            asked = _("前に確かめた日：%(day)s。しるしを付けて保存すると、今日になります。")
            shown["still_right"].help_text = asked % {"day": long_date(confirmed_on)}

    def clean_fields(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["fields"]
        if len(chosen) > MOST["fields"]:
            raise forms.ValidationError(_("%(most)s個までにしてください。") % {"most": MOST["fields"]})
        return chosen

    def draft(self) -> Draft:
        """What was typed, as the rules read it."""
        told = self.cleaned_data
        texts = "name summary body export_note accessibility website network inquiry_phone inquiry_mail"
        return Draft(
            **{name: told[name].strip() for name in texts.split()},
            **{name: told[name] for name in ("functions", "standards", "export_formats")},
            fields=tuple(told["fields"]),
            cloud=told["cloud"],
            price=Price(
                initial=told["initial_yen"],
                initial_per=told["initial_per"] or "flat",
                running=told["running_yen"],
                running_per=told["running_per"] or "flat",
                period=told["running_period"] or "year",
            ),
        )

    @classmethod
    def of(cls, service: Service | None, typed: Any, *, may_confirm: bool) -> ServiceForm:
        """The form of a service, or of a new one; what is public may be confirmed along with saving it."""
        if service is None:
            return cls(typed)
        asks = may_confirm and service.is_published
        return cls(typed, initial=cls.saying(service), confirmed_on=service.confirmed_on if asks else None)

    @staticmethod
    def saying(service: Service) -> dict[str, Any]:
        """The fields filled with what a service says now."""
        names = (
            "name summary body functions initial_yen initial_per running_yen running_per running_period network "
            "standards export_formats export_note accessibility website inquiry_phone inquiry_mail"
        )
        return {
            **{name: getattr(service, name) for name in names.split()},
            "fields": service.fields,
            "cloud": None if service.cloud is None else "yes" if service.cloud else "no",
            "adopters": [f"{one.government_code}" for one in service.adoptions.order_by("government_code")],
        }
