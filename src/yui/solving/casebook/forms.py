"""What people type about cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.forms import mark_wanted_later
from yui.kernel.web.words import side_by_side
from yui.solving.casebook import rules
from yui.solving.casebook.models import WithdrawReason
from yui.solving.casebook.rules import LIMITS, Companion, Content, Figure
from yui.solving.fields import Field
from yui.solving.outcomes import Better
from yui.solving.solutions import queries as solutions

MOST_FIGURES = 8


def _text(label: Any, name: str, help_text: Any = "", *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LIMITS[name],
        required=False,
        help_text=help_text,
        widget=forms.Textarea({"rows": rows}) if rows > 1 else forms.TextInput(),
    )


class CaseForm(forms.Form):
    """All parts of a case. Only the title must be there; the rest can be saved later."""

    rows: Any = ()
    title = forms.CharField(
        label=_("題"), max_length=LIMITS["title"], help_text=_("例：大雨の夜、黒電話で届いた避難の知らせ")
    )
    summary = _text(_("ひとことで"), "summary", _("だれの何が、どれだけ変わったか。"), rows=2)
    field = forms.ChoiceField(label=_("分野"), choices=[("", _("選んでください")), *Field.choices], required=False)
    also = forms.MultipleChoiceField(
        label=_("ほかの分野"), choices=Field.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    year = forms.IntegerField(label=_("いつの取組か（西暦）"), min_value=1990, max_value=2100, required=False)
    place = forms.CharField(label=_("まち"), max_length=60, required=False)
    prefecture = forms.CharField(label=_("都道府県"), max_length=8, required=False)
    population = forms.IntegerField(label=_("人口"), min_value=1, max_value=20_000_000, required=False)
    problem = _text(_("困っていたこと"), "problem")
    purpose = _text(_("目指したこと"), "purpose", _("だれがどうなればよいと考えたか。"), rows=2)
    done = _text(_("したこと"), "done")
    result = _text(_("どうなったか"), "result", _("良くならなかったこと、測っていないことも、そのまま書いてください。"))
    constraints = _text(
        _("条件や制約"),
        "constraints",
        _("先に分かっていた決まり、予算、人手、土地のこと。なければ空けてください。"),
        rows=3,
    )
    cost = _text(_("かかった費用"), "cost", _("例：十か月で約123万円（初期38万円、運用と通話料）"), rows=2)
    cost_yen = forms.IntegerField(label=_("費用の合計（円）"), min_value=0, max_value=10**12, required=False)
    effort_hours = forms.IntegerField(label=_("職員の時間（合計）"), min_value=0, max_value=10**6, required=False)
    not_worked = _text(
        _("うまくいかなかったこと"), "not_worked", _("次のまちがいちばん知りたいことです。なければ「なし」と。")
    )
    advice = _text(_("次のまちへの助言"), "advice")
    upkeep = _text(_("続けるしくみ"), "upkeep", _("終わったあと、だれが、何の費用で続けるか。"), rows=3)
    spread = _text(_("ほかへの広がり"), "spread", _("ほかの地区、課、まちへ広がったこと。"), rows=3)
    contact = _text(
        _("連絡先"),
        "contact",
        _("部署と団体の名前。公開されるので、個人の名前や携帯の番号は書かないでください。"),
        rows=1,
    )
    companions = forms.CharField(
        label=_("いっしょに取り組んだ団体"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("一行に一つ。「団体の名前｜役割」と書くと役割も載ります。個人の名前は書かないでください。"),
    )
    services = forms.CharField(
        label=_("使ったサービス"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("一行に一つ。結に公開されているサービスの名前を、そのまま書きます。"),
    )

    def clean_companions(self) -> tuple[Companion, ...]:
        """One on each line; an organisation registered under exactly this name is meant by it."""
        pairs = [_pair(line) for line in self.cleaned_data["companions"].splitlines() if line.strip()]
        if any(len(part) > 80 for pair in pairs for part in pair):
            raise ValidationError(_("名前と役割は、それぞれ80字までにしてください。"))
        organisations: Any = apps.get_model("identity", "Organisation")
        names = [name for name, _role in pairs]
        known = dict(organisations.published.filter(name__in=names).values_list("name", "pk"))
        return tuple(Companion(name, role, known.get(name)) for name, role in pairs)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        mark_wanted_later(self, rules.REQUIRED, _("確認を頼むまでに必要"))

    def clean_services(self) -> tuple[int, ...]:
        """The ids of public services of these names."""
        names = [line.strip() for line in self.cleaned_data["services"].splitlines() if line.strip()]
        by_name = solutions_named(names)
        if unknown := [name for name in names if name not in by_name]:
            raise ValidationError(
                _("「%(name)s」という公開中のサービスが見つかりません。"), params={"name": side_by_side(unknown)}
            )
        return tuple(dict.fromkeys(by_name[name] for name in names))

    def content(self, before: Content) -> Content:
        """What was typed, with what the form does not ask (the code of the government) as it was."""
        typed = dict(self.cleaned_data)
        return Content(
            **{**typed, "also": tuple(one for one in typed["also"] if one != typed["field"])},
            government_code=before.government_code if before.place == typed["place"] else "",
            size_class=rules.size_class(typed["population"]) or before.size_class,
            figures=tuple(form.figure() for form in self.rows if form.cleaned_data.get("name")),
        )

    @classmethod
    def of(cls, content: Content, typed: Any) -> CaseForm:
        """The form of what a case says, its figures as `rows`; of what was typed where that is not None."""
        form = cls(typed, initial=cls.saying(content))
        form.rows = FigureFormSet(typed, initial=figures_saying(content), prefix="figures")
        return form

    @staticmethod
    def saying(content: Content) -> dict[str, Any]:
        """What stands there now."""
        kept = {name: getattr(content, name) for name in CaseForm.base_fields if name not in {"companions", "services"}}
        lines = [f"{one.name}｜{one.role}" if one.role else one.name for one in content.companions]
        names = [one.name for one in solutions.facts(content.services).values()]
        return {**kept, "also": list(content.also), "companions": "\n".join(lines), "services": "\n".join(names)}


class FigureForm(forms.Form):
    """An indicator before and after."""

    name = forms.CharField(label=_("指標"), max_length=60, required=False)
    unit = forms.CharField(label=_("単位"), max_length=16, required=False)
    better = forms.ChoiceField(label=_("よくなる向き"), choices=Better.choices, required=False)
    before = forms.DecimalField(label=_("はじめ"), max_digits=16, decimal_places=3, required=False)
    after = forms.DecimalField(label=_("あと"), max_digits=16, decimal_places=3, required=False)

    @property
    def heading(self) -> str:
        """Which of the figures it is."""
        return gettext("指標 %(n)s") % {"n": int(str(self.prefix).rpartition("-")[2]) + 1}

    def clean(self) -> dict[str, Any]:
        """A row without a name is empty, or lacks it."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not typed.get("name") and (typed.get("before") is not None or typed.get("after") is not None):
            self.add_error("name", _("何を測った値かを書いてください。"))
        if typed.get("name") and not typed.get("unit"):
            self.add_error("unit", _("単位を入れてください。"))
        return typed

    def figure(self) -> Figure:
        """What was typed."""
        typed = self.cleaned_data
        return Figure(typed["name"], typed["unit"], typed["better"] or Better.UP, typed["before"], typed["after"])


FigureFormSet: Any = forms.formset_factory(FigureForm, extra=2, max_num=MOST_FIGURES, validate_max=True)


class ReturnForm(forms.Form):
    """What to change."""

    note = forms.CharField(label=_("直してほしいこと"), max_length=400, widget=forms.Textarea({"rows": 3}))


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.ChoiceField(label=_("取下げの理由"), choices=[("", _("選んでください")), *WithdrawReason.choices])
    note = forms.CharField(label=_("説明（公開されます）"), max_length=200, required=False)


class FollowForm(forms.Form):
    """Whether others may read who follows."""

    show_name = forms.BooleanField(label=_("まちの名前を、この事例のページに出す"), required=False)


def figures_saying(content: Content) -> list[dict[str, Any]]:
    """The figures as the rows of a form."""
    return [
        {"name": one.name, "unit": one.unit, "better": one.better, "before": one.before, "after": one.after}
        for one in content.figures
    ]


def solutions_named(names: list[str]) -> dict[str, int]:
    """Public services by their names."""
    services: Any = apps.get_model("solutions", "Service")
    return dict(services.published.filter(name__in=names).values_list("name", "pk"))


def _pair(line: str) -> tuple[str, str]:
    name, _bar, role = line.replace("|", "｜").partition("｜")
    return name.strip(), role.strip()
