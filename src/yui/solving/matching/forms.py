"""The forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.forms import BoxedDateField, mark_wanted_later
from yui.solving.matching.models import Proposal
from yui.solving.matching.rules.answers import reasons_of
from yui.solving.matching.rules.proposing import MOST, Offer, evidence_field, missing_before_submission
from yui.solving.needs.queries import NeedFacts
from yui.solving.reasons import DeclineReason

_HIGHEST = 10_000_000_000
_INITIAL = [
    ("flat", _("定額")),
    ("household", _("1世帯あたり")),
    ("user", _("利用する人1人あたり")),
    ("device", _("1台あたり")),
    ("facility", _("1施設あたり")),
    ("school", _("1校あたり")),
]
_RUNNING = [
    ("flat/year", _("1年の定額")),
    ("flat/month", _("1か月の定額")),
    ("head/year", _("住民1人あたり・年")),
    ("household/year", _("1世帯あたり・年")),
    ("user/year", _("利用する人1人あたり・年")),
    ("user/month", _("利用する人1人あたり・月")),
    ("device/year", _("1台あたり・年")),
    ("facility/year", _("1施設あたり・年")),
    ("school/year", _("1校あたり・年")),
    ("use/year", _("1回あたり")),
]
_REASONS = [("", _("選んでください")), *DeclineReason.choices]


class IntroduceForm(forms.Form):
    """The words with which two sides are brought together."""

    message = forms.CharField(
        label=_("双方へのことば"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("どこが合うと考えたか、まず何を話せばよいかを書きます。まちと相手の両方が読みます。"),
    )


class DeclineForm(forms.Form):
    """Why a candidate or an introduction is declined."""

    reason = forms.ChoiceField(label=_("見送る理由"), choices=_REASONS)
    note = forms.CharField(label=_("くわしい理由"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}))


class AnswerForm(forms.Form):
    """What a side of an introduction says."""

    answer = forms.ChoiceField(
        label=_("返事"),
        choices=[("agree", _("話を進める")), ("decline", _("見送る"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField()
    note = forms.CharField(
        label=_("相手と調整担当へのことば"), max_length=400, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.ChoiceField(
            label=_("見送る理由（見送るとき）"), choices=reasons_of(side, _REASONS), required=False
        )


class JudgeForm(forms.Form):
    """What a town says to a proposal."""

    choice = forms.ChoiceField(
        label=_("この提案を"),
        choices=[("select", _("選ぶ")), ("turn_down", _("選ばない"))],
        widget=forms.RadioSelect,
    )
    feedback = forms.CharField(
        label=_("提案した団体へのことば"),
        max_length=MOST["feedback"],
        required=False,
        widget=forms.Textarea,
        help_text=_("選ばないときは、理由を必ず書いてください。次の提案の助けになります。"),
    )


class GroupForm(forms.Form):
    """What a group is called and what is alike in it."""

    name = forms.CharField(label=_("まとまりの名前"), max_length=80)
    note = forms.CharField(label=_("どこが同じか"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}))


class ProposalForm(forms.Form):
    """A proposal; the boxes for evidence follow the need's essential requirements. Empty ones may be saved."""

    summary = forms.CharField(label=_("提案を一文で"), max_length=MOST["summary"], required=False)
    initial_yen = forms.IntegerField(
        label=_("はじめの費用（税込み・円）"),
        min_value=0,
        max_value=_HIGHEST,
        required=False,
        help_text=_("ないときは0"),
    )
    initial_unit = forms.ChoiceField(label=_("はじめの費用の数えかた"), choices=_INITIAL, required=False)
    running_yen = forms.IntegerField(
        label=_("運用の費用（税込み・円）"), min_value=0, max_value=_HIGHEST, required=False, help_text=_("ないときは0")
    )
    running_unit = forms.ChoiceField(label=_("運用の費用の数えかた"), choices=_RUNNING, required=False)
    price_note = forms.CharField(label=_("値段の説明"), max_length=MOST["price_note"], required=False)
    available_on = BoxedDateField(label=_("始められる日"), required=False)
    used_by = forms.CharField(
        label=_("すでに使っている地方公共団体"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("1行に一つ、団体コード（6桁）か名前。"),
    )
    no_users_yet = forms.BooleanField(label=_("まだどこも使っていない"), required=False)

    def __init__(self, *args: Any, need: NeedFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.requirements = need.essential
        for pk, text in need.essential:
            self.fields[evidence_field(pk)] = forms.CharField(
                label=_("必須要件「%(text)s」への証拠") % {"text": text},
                max_length=MOST["evidence"],
                required=False,
                widget=forms.Textarea({"rows": 3}),
            )
        nothing = missing_before_submission(Offer(), [pk for pk, _text in need.essential])
        mark_wanted_later(self, nothing, _("まちへ出すまでに必要"))
        mark_wanted_later(self, ["used_by"], _("なければ、下にしるしが必要"))

    @property
    def evidence_names(self) -> list[str]:
        """The boxes for evidence, in the order of the requirements."""
        return [evidence_field(pk) for pk, _text in self.requirements]

    def offer(self) -> Offer:
        """What was typed, as the rules read it."""
        told = self.cleaned_data
        return Offer(
            summary=told["summary"].strip(),
            initial_yen=told["initial_yen"],
            initial_unit=told["initial_unit"],
            running_yen=told["running_yen"],
            running_unit=told["running_unit"],
            available_on=told["available_on"],
            used_by=tuple(line.strip() for line in told["used_by"].splitlines() if line.strip()),
            no_users_yet=told["no_users_yet"],
            evidence={pk: told[evidence_field(pk)] for pk, _text in self.requirements if told[evidence_field(pk)]},
        )

    @classmethod
    def of(cls, proposal: Proposal | None, typed: Any, *, need: NeedFacts) -> ProposalForm:
        """The form of a proposal for a need, or of a new one."""
        return cls(typed, need=need, initial=cls.saying(proposal) if proposal else None)

    @staticmethod
    def saying(proposal: Proposal) -> dict[str, Any]:
        """The boxes filled with what a proposal says now."""
        names = "summary initial_yen initial_unit running_yen running_unit price_note available_on no_users_yet"
        return {
            **{name: getattr(proposal, name) for name in names.split()},
            "used_by": "\n".join(user["code"] for user in proposal.used_by),
            **{evidence_field(row["requirement"]): row["text"] for row in proposal.evidence},
        }
