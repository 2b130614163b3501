"""Small forms of the desk: one answer, one reason, one date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.web.forms import BoxedDateField
from yui.solving.needs.forms.fields import WordsField
from yui.solving.needs.models import CloseReason, Question
from yui.solving.needs.rules.telling import ANSWER_LIMIT
from yui.solving.reasons import DeclineReason


class PlainForm(forms.Form):
    """Nothing to fill in, only to confirm."""


class DeadlinesForm(forms.Form):
    """Until when one may ask and propose."""

    questions_close_on = BoxedDateField(label=_("質問の締切"))
    proposals_close_on = BoxedDateField(label=_("提案の締切"))

    def __init__(self, *args: Any, usual: Mapping[str, date], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, day in usual.items():  # suggested where none is set yet
            self.fields[name].initial = day


class PublishForm(DeadlinesForm):
    """The deadlines, and a tick of the reader where something was found that may tell who somebody is."""

    personal_checked = forms.BooleanField(label=_("個人が分かることは書かれていません"))

    def __init__(self, *args: Any, personal: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not personal:
            del self.fields["personal_checked"]


class NoteForm(forms.Form):
    """A note that somebody else reads."""

    note = WordsField(label=_("理由・伝えること"), max_length=400, lines=4)


class OutcomeForm(forms.Form):
    """How it ended, for those who come after."""

    note = WordsField(
        label=_("どうなったか"),
        max_length=400,
        lines=4,
        required=False,
        help_text=_("ほかのまちが読みます。公開されます。"),
    )


class DeclineForm(OutcomeForm):
    """Why it was declined."""

    reason = forms.ChoiceField(label=_("見送りの理由"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    field_order = ("reason", "note")


class HandOverForm(forms.Form):
    """To which post."""

    to_post = forms.TypedChoiceField(label=_("引き継ぐ先の部署"), coerce=int)

    def __init__(self, *args: Any, posts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["to_post"]
        field.choices = [("", _("選んでください")), *((post.pk, post.name) for post in posts)]


class QuestionForm(forms.Form):
    """A question to the town."""

    text = WordsField(
        label=_("質問"),
        max_length=Question.TEXT_LIMIT,
        lines=4,
        help_text=_("名前は公開されません。質問と答えは、だれでも読めるようになります。"),
    )


class AnswerQuestionForm(forms.Form):
    """The answer, for all."""

    answer = WordsField(
        label=_("答え"), max_length=Question.ANSWER_LIMIT, lines=5, help_text=_("質問といっしょに公開されます。")
    )


class DismissQuestionForm(forms.Form):
    """Why there is no answer."""

    reason = WordsField(
        label=_("答えない理由"), max_length=200, help_text=_("質問した人だけが読みます。公開されません。")
    )


class AnswerTroubleForm(forms.Form):
    """Words to the teller."""

    text = WordsField(
        label=_("返事"),
        max_length=ANSWER_LIMIT,
        lines=5,
        help_text=_("困りごとを書いた人が、受付番号で読みます。"),
    )


class CloseTroubleForm(AnswerTroubleForm):
    """Why it ends, and words to the teller."""

    reason = forms.ChoiceField(label=_("終わりにする理由"), choices=CloseReason.choices, widget=forms.RadioSelect)
    field_order = ("reason", "text")
