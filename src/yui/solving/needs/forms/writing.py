"""The wizard: five steps, each of a few questions with an example (R6.2). Nothing is required before the last page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.forms import mark_wanted_later
from yui.solving.fields import Field
from yui.solving.needs.forms.fields import LinesField, MoneyField, WordsField
from yui.solving.needs.models import Network
from yui.solving.needs.rules.content import LIMITS, REQUIREMENT_LIMIT, missing_before_submission
from yui.values.fiscal_year import FiscalYear


class StepForm(forms.Form):
    """One step. Its fields are named as the parts of the need; what is demanded later is marked from the beginning."""

    label: Any = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        mark_wanted_later(self, missing_before_submission({}), _("庁内確認までに必要"))
        mark_wanted_later(self, ["budget_max"], _("予算化前でなければ、庁内確認までに必要"))


class WhatForm(StepForm):
    """What is wrong."""

    label = _("困りごと")

    title = WordsField(
        label=_("題"),
        max_length=LIMITS["title"],
        required=False,
        help_text=_("だれが読んでも分かる一文で。例：雨の夜でも、防災無線の中身が家の中で分かるようにしたい"),
    )
    field = forms.ChoiceField(label=_("分野"), choices=[("", _("選んでください")), *Field.choices], required=False)
    present = WordsField(
        label=_("今の様子"),
        max_length=LIMITS["present"],
        required=False,
        lines=9,
        help_text=_(
            "数と、数の出どころがあると伝わります。例：八月の聞き取り（986世帯）で、聞き取れた家は38％でした。"
        ),
    )


class WhomForm(StepForm):
    """Whom it troubles, and what they wish."""

    label = _("だれが・どうなれば")

    affected = WordsField(
        label=_("困っている人"),
        max_length=LIMITS["affected"],
        required=False,
        lines=4,
        help_text=_("例：村内の1,402世帯。とくに携帯電話を持たない203世帯。"),
    )
    affected_count = forms.IntegerField(
        label=_("困っている人・世帯の数"), required=False, min_value=0, help_text=_("分からなければ空のままで。")
    )
    wanted = WordsField(
        label=_("どうなればよいか"),
        max_length=LIMITS["wanted"],
        required=False,
        lines=5,
        help_text=_("道具の名前でなく、暮らしの変わり方で。例：放送から15分以内に、まだ聞いていない家が分かる。"),
    )


class ConditionsForm(StepForm):
    """What has to be kept to."""

    label = _("条件")

    network = forms.ChoiceField(label=_("通信"), choices=Network.choices, required=False, widget=forms.RadioSelect)
    network_note = WordsField(
        label=_("通信の条件"),
        max_length=LIMITS["network_note"],
        required=False,
        help_text=_("例：インターネット経由でよい。基幹系とはつながない。"),
    )
    personal_data = WordsField(
        label=_("個人の情報"),
        max_length=LIMITS["personal_data"],
        required=False,
        lines=3,
        help_text=_("扱う情報と、同意の取り方。例：電話番号を扱う。本人の同意書を取る。"),
    )
    law = WordsField(
        label=_("法律・条例"), max_length=LIMITS["law"], required=False, lines=2, help_text=_("例：災害対策基本法")
    )


class RequirementsForm(StepForm):
    """What a solution must do, and what would be good."""

    label = _("必須要件")

    essential = LinesField(
        label=_("必須要件"),
        required=False,
        lines=8,
        help_text=_("一行に一つ、1〜20個。一つは%(most)s字まで。例：固定電話だけの世帯に声で届く")
        % {"most": REQUIREMENT_LIMIT},
    )
    wished = LinesField(
        label=_("あるとよいこと"), required=False, lines=5, help_text=_("一行に一つ。例：方言に近い読み方を選べる")
    )


class BudgetForm(StepForm):
    """Money, year, and who is in charge."""

    label = _("予算と連絡先")

    before_budget = forms.BooleanField(label=_("予算化前（まだ予算がない）"), required=False)
    budget_min = MoneyField(label=_("予算の下限（初年の合計）"), required=False, help_text=_("例：60万円"))
    budget_max = MoneyField(label=_("予算の上限（初年の合計）"), required=False, help_text=_("例：190万円"))
    budget_note = WordsField(
        label=_("予算の内訳"),
        max_length=LIMITS["budget_note"],
        required=False,
        help_text=_("例：初期60万円まで、運用130万円/年まで"),
    )
    fiscal_year = forms.TypedChoiceField(label=_("始めたい年度"), required=False, coerce=int, empty_value=None)
    post = forms.TypedChoiceField(
        label=_("担当の部署"),
        coerce=int,
        help_text=_("人ではなく部署が持ちます。異動があっても、問い合わせ先が残ります。"),
    )

    def __init__(self, *args: Any, today: date, posts: Any, kept_year: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        first = FiscalYear.of(today).year
        years = sorted({*range(first, first + 4), *([kept_year] if kept_year else [])})
        year: Any = self.fields["fiscal_year"]
        year.choices = [("", _("選んでください")), *((number, str(FiscalYear(number))) for number in years)]
        post: Any = self.fields["post"]
        post.choices = [(one.pk, one.name) for one in posts]


STEPS: tuple[type[StepForm], ...] = (WhatForm, WhomForm, ConditionsForm, RequirementsForm, BudgetForm)


class CorrectForm(forms.Form):
    """A correction of what is public, with its reason."""

    reason = WordsField(
        label=_("訂正の理由"), max_length=200, help_text=_("公開のページに残ります。例：世帯数の転記の誤り")
    )
    title, field, present = (WhatForm.base_fields[name] for name in ("title", "field", "present"))
    affected, affected_count, wanted = (WhomForm.base_fields[name] for name in ("affected", "affected_count", "wanted"))
    essential, wished = (RequirementsForm.base_fields[name] for name in ("essential", "wished"))
    personal_checked = forms.BooleanField(
        label=_("個人が分かることは書かれていません"),
        required=False,
        help_text=_("電話番号やお名前らしいものがあるときは、印がないと訂正できません。"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        mark_wanted_later(self, missing_before_submission({}), _("※必須"))


def place_of(name: str) -> tuple[Any, int]:
    """The label of a part of a need and the step of the wizard on which it is written."""
    number, step = next((number, step) for number, step in enumerate(STEPS, 1) if name in step.base_fields)
    return step.base_fields[name].label, number
