"""What people type about projects."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from yui.kernel.web import clock
from yui.kernel.web.forms import BoxedDateField, mark_wanted_later
from yui.solving.fields import Field
from yui.solving.outcomes import Better
from yui.solving.projects import rules
from yui.solving.projects.actions import Gauge, Plan
from yui.solving.projects.models import CostKind, EarlyWarning, Project, Severity, UseAnswer, UseCheck
from yui.solving.projects.queries.costs import quarter_in_words
from yui.solving.reasons import DeclineReason

_TEXT = forms.Textarea({"rows": 3})


class PlanForm(forms.Form):
    """The plan in words. Only the name must be there; the rest can be saved later."""

    name = forms.CharField(
        label=_("取組の名前"), max_length=60, help_text=_("例：電話で届く、聞いたか分かる防災の知らせ")
    )
    summary = forms.CharField(
        label=_("どんな取組か"),
        max_length=200,
        required=False,
        widget=_TEXT,
        help_text=_("だれの、何を、どうするか。"),
    )
    field = forms.ChoiceField(label=_("分野"), choices=Field.choices, initial=Field.GENERAL)
    post = forms.ChoiceField(
        label=_("担当の部署"), required=False, help_text=_("人が異動しても、仕事は部署に残ります。")
    )
    starts_on = BoxedDateField(label=_("始める日"), required=False)
    ends_on = BoxedDateField(label=_("終える日"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_wanted_later(self, rules.missing_before_publication(name="", summary="", field=""), _("公開に必要"))
        posts: Any = apps.get_model("identity", "Post")
        listed = posts.objects.filter(active=True).order_by("name").values_list("pk", "name")
        choices: Any = [("", _("決めていない")), *((str(pk), name) for pk, name in listed)]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """What was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        post = typed.pop("post")
        return Plan(**typed, post_id=int(post) if post else None)

    @staticmethod
    def saying(project: Project) -> dict[str, Any]:
        """What stands there now."""
        names = ("name", "summary", "field", "starts_on", "ends_on")
        return {**{name: getattr(project, name) for name in names}, "post": str(project.post_id or "")}


class MilestoneForm(forms.Form):
    """A step on the way."""

    name = forms.CharField(label=_("節目"), max_length=60, help_text=_("例：二地区での実証の開始"))
    due_on = BoxedDateField(label=_("予定の日"))
    done_on = BoxedDateField(
        label=_("済んだ日"), required=False, help_text=_("済んだら入れてください。遅れたときも、本当の日を。")
    )


class IndicatorForm(forms.Form):
    """What is measured."""

    name = forms.CharField(label=_("指標"), max_length=60, help_text=_("例：放送から15分以内に内容を確かめた世帯"))
    unit = forms.CharField(label=_("単位"), max_length=16, help_text=_("例：%、分、世帯"))
    better = forms.ChoiceField(
        label=_("よくなる向き"), choices=Better.choices, widget=forms.RadioSelect, initial=Better.UP
    )
    baseline = forms.DecimalField(
        label=_("はじめの値"),
        max_digits=16,
        decimal_places=3,
        required=False,
        help_text=_("始める前に測ってください。ないと、良くなったかどうかを言えません。"),
    )
    baseline_on = BoxedDateField(label=_("はじめの値を測った日"), required=False)
    target = forms.DecimalField(label=_("目標の値"), max_digits=16, decimal_places=3, required=False)
    target_on = BoxedDateField(label=_("いつまでに"), required=False)

    def gauge(self) -> Gauge:
        """What was typed, as the action takes it."""
        return Gauge(**self.cleaned_data)


class MeasurementForm(forms.Form):
    """A value on a day."""

    indicator = forms.ChoiceField(label=_("指標"))
    measured_on = BoxedDateField(label=_("測った日"))
    value = forms.DecimalField(label=_("値"), max_digits=16, decimal_places=3)
    source = forms.CharField(
        label=_("どうやって測ったか"),
        max_length=80,
        required=False,
        help_text=_("例：発信の記録、住民への聞き取り（118世帯）"),
    )

    def __init__(self, *args: Any, indicators: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicators  # type: ignore[attr-defined]


class CostForm(forms.Form):
    """Plan and spending of one kind in one quarter."""

    quarter = forms.ChoiceField(label=_("四半期"))
    kind = forms.ChoiceField(
        label=_("費用の種類"), choices=CostKind.choices, help_text=_("「職員の時間」は時間で、ほかは円で入れます。")
    )
    planned = forms.IntegerField(label=_("計画"), min_value=0, max_value=10**12, required=False)
    spent = forms.IntegerField(
        label=_("使った額（時間）"),
        min_value=0,
        max_value=10**12,
        required=False,
        help_text=_("まだのときは空けておきます。"),
    )

    def __init__(self, *args: Any, today: date, around: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {str(quarter) for quarter in rules.quarters(today)} | ({around} if around else set())
        choices = [(text, quarter_in_words(text)) for text in sorted(offered)]
        self.fields["quarter"].choices = choices  # type: ignore[attr-defined]
        self.fields["quarter"].initial = str(rules.Quarter.of(today))


class PartnerForm(forms.Form):
    """Who works along."""

    name = forms.CharField(
        label=_("団体の名前"),
        max_length=80,
        required=False,
        help_text=_("結に登録のある団体なら、同じ名前を書くとつながります。個人の名前は書かないでください。"),
    )
    role = forms.CharField(label=_("役割"), max_length=80, help_text=_("例：上ノ瀬の班ごとの訪問"))


class HandoverForm(forms.Form):
    """What the town learns to do alone."""

    what = forms.CharField(label=_("引き継ぐこと"), max_length=80, help_text=_("例：世帯の名簿の月次の更新"))
    who = forms.CharField(
        label=_("まちの中でできる人"),
        max_length=60,
        required=False,
        help_text=_("係や役で書きます。例：総務係の職員三名"),
    )
    due_on = BoxedDateField(label=_("いつまでに"), required=False)
    done_on = BoxedDateField(label=_("できるようになった日"), required=False)


class TroubleForm(forms.Form):
    """Trouble, told early."""

    reported_on = BoxedDateField(label=_("気づいた日"))
    what = forms.CharField(label=_("何が起きているか"), max_length=200, widget=_TEXT)
    severity = forms.ChoiceField(label=_("どのくらい"), choices=Severity.choices, widget=forms.RadioSelect)
    asks_help = forms.BooleanField(
        label=_("総合通信局の調整担当に助言を求める（取組の中身を読めるようになります）"), required=False
    )


class ResolveForm(forms.Form):
    """What was done about it."""

    response = forms.CharField(
        label=_("どうしたか"),
        max_length=200,
        widget=_TEXT,
        help_text=_("公開の取組では、解決したものが次のまちに見えます。"),
    )
    resolved_on = BoxedDateField(label=_("解決した日"), initial=clock.today)

    @classmethod
    def of(cls, warning: EarlyWarning, typed: Any) -> ResolveForm:
        """The form of a trouble, as it was resolved so far."""
        names = ("response", "resolved_on")
        return cls(typed, initial={name: told for name in names if (told := getattr(warning, name))})


class AdviceForm(forms.Form):
    """A coordinator's advice."""

    advice = forms.CharField(label=_("助言"), max_length=400, widget=_TEXT)

    @classmethod
    def of(cls, warning: EarlyWarning, typed: Any) -> AdviceForm:
        """The form of a trouble, with the advice given so far."""
        return cls(typed, initial={"advice": warning.advice})


class StopForm(forms.Form):
    """Why it is given up."""

    reason = forms.ChoiceField(label=_("中止の理由"), choices=[("", _("選んでください")), *DeclineReason.choices])
    note = forms.CharField(label=_("くわしい事情"), max_length=400, required=False, widget=_TEXT)


class StillInUseForm(forms.Form):
    """Whether it is still in use."""

    answer = forms.ChoiceField(label=_("いまも使っていますか"), choices=UseAnswer.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("使っていない理由"), choices=[("", _("選んでください")), *DeclineReason.choices], required=False
    )
    note = forms.CharField(label=_("いまの様子"), max_length=400, required=False, widget=_TEXT)

    @classmethod
    def of(cls, check: UseCheck, typed: Any) -> StillInUseForm:
        """The form of a question, as it was answered so far."""
        return cls(typed, initial={name: getattr(check, name) for name in cls.base_fields})
