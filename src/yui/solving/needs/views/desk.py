"""Needs at the desk: the lists, one need, what can be done next with it, questions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from yui.kernel.access import Actor, Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal
from yui.solving.needs import actions, directory
from yui.solving.needs.forms import handling
from yui.solving.needs.forms.writing import CorrectForm
from yui.solving.needs.models import Need
from yui.solving.needs.permissions import Permission
from yui.solving.needs.queries.desk import TABS, desk_need, desk_needs, question_row, summary_rows, tab_counts
from yui.solving.needs.queries.quoting import quotes_residents
from yui.solving.needs.rules.dates import deadlines
from yui.solving.needs.rules.personal import traces_in
from yui.solving.needs.steps import BY_NAME
from yui.solving.needs.views.loading import own_need, own_question
from yui.solving.needs.views.personal import found_in


@page(Permission.WRITE_NEED)
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Our needs, by tab."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "post" if actor.post_id else "all")
    tab = tab if tab in TABS else "all"
    counts = tab_counts(actor)
    context = {"page": desk_needs(request, actor, tab, total=counts[tab]), "tab": tab, "counts": counts}
    return render(request, "needs/desk_needs.html", context)


@page(Permission.WRITE_NEED)
@require_safe
def need(request: HttpRequest, ref: str) -> HttpResponse:
    """One of our needs, with what can be done next."""
    return render(request, "needs/desk_need.html", {"need": desk_need(own_need(ref), actor_of(request))})


@page(Permission.WRITE_NEED)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, ref: str, name: str) -> HttpResponse:
    """Do something with a need: what will happen is said first, the button does it."""
    if name not in BY_NAME:
        raise Http404
    record, chosen = own_need(ref), BY_NAME[name]
    editing = Editing(request, record, _FORMS.get(name, _plain))
    if editing.saved(lambda one, form: _DOES[name](one, form.cleaned_data, actor_of(request), clock.now())):
        messages.success(request, _("%(label)s：できました。") % {"label": chosen.label})
        return redirect("needs:desk_need", ref=record.ref)
    context = {"step": chosen, "form": editing.form, "editing": editing}
    context |= {"title_of_need": str(record), "ref": record.ref}
    if name in _MAKES_PUBLIC:
        content = record.content()
        context |= {"personal": found_in(content), "content": content, "rows": summary_rows(record)}
        context["quoted"] = quotes_residents(record, record.present)
    return render(request, "needs/desk_step.html", context, status=editing.status)


@page(Permission.ANSWER_QUESTION)
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer a question for all, or say why not."""
    record = own_question(ref)
    dismissing = "dismiss" in request.POST
    given = request.POST if request.method == "POST" else None
    answer_form = handling.AnswerQuestionForm(None if dismissing else given)
    dismiss_form = handling.DismissQuestionForm(given if dismissing else None)
    form: forms.Form = dismiss_form if dismissing else answer_form
    if request.method == "POST" and form.is_valid():
        act: Any = actions.dismiss_question if dismissing else actions.answer_question
        try:
            act(question=record, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("答えないことにしました。") if dismissing else _("答えを公開しました。"))
            return redirect("needs:desk_need", ref=record.need.ref)
    context = {"question": question_row(record), "answer_form": answer_form, "dismiss_form": dismiss_form}
    return render(request, "needs/desk_question.html", context, status=422 if form.errors else 200)


_MAKES_PUBLIC = {"submit", "publish"}
"""Steps before which the whole text is shown that everybody will read."""

Cleaned = dict[str, Any]
"""What a form made of what was sent, by the names of its fields."""
Does = Callable[[Need, Cleaned, Actor, datetime], Any]


def _with_given(action: Any) -> Does:
    """The action with what the form gave it; the names of the fields are those of its keywords."""
    return lambda record, given, by, at: action(need=record, **given, by=by, at=at)


def _correct(record: Need, given: Cleaned, by: Actor, at: datetime) -> Any:
    reason, checked = given.pop("reason"), given.pop("personal_checked")
    before = record.content()
    changes = {name: value for name, value in given.items() if _comparable(before[name]) != _comparable(value)}
    return actions.correct_need(need=record, changes=changes, reason=reason, by=by, at=at, personal_checked=checked)


def _comparable(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _hand_over(record: Need, given: Cleaned, by: Actor, at: datetime) -> Any:
    return actions.hand_over_need(need=record, to_post=directory.post(given["to_post"]), by=by, at=at)


_DOES: dict[str, Does] = {
    "submit": _with_given(actions.submit_need),
    "publish": _with_given(actions.publish_need),
    "send-back": _with_given(actions.send_back_need),
    "confirm": _with_given(actions.confirm_need),
    "deadlines": _with_given(actions.set_deadlines),
    "correct": _correct,
    "close-questions": _with_given(actions.close_questions),
    "close-proposals": _with_given(actions.close_proposals),
    "start-selection": _with_given(actions.start_selection),
    "start-trial": _with_given(actions.start_trial),
    "adopt": _with_given(actions.adopt_need),
    "hand-over": _hand_over,
    "decline": _with_given(actions.decline_need),
    "withdraw": _with_given(actions.withdraw_need),
}


def _plain(_need: Need, typed: Any) -> forms.Form:
    return handling.PlainForm(typed)


def _dates(kind: type[handling.DeadlinesForm], need: Need, typed: Any, **options: Any) -> forms.Form:
    names = ("questions_close_on", "proposals_close_on")
    told = {name: day for name in names if (day := getattr(need, name))}
    return kind(typed, initial=told, usual=dict(zip(names, deadlines(clock.today()), strict=True)), **options)


def _publish(need: Need, typed: Any) -> forms.Form:
    return _dates(handling.PublishForm, need, typed, personal=bool(traces_in(need.content())))


_FORMS: dict[str, Callable[[Need, Any], forms.Form]] = {
    "publish": _publish,
    "deadlines": lambda need, typed: _dates(handling.DeadlinesForm, need, typed),
    "send-back": lambda _need, typed: handling.NoteForm(typed),
    "withdraw": lambda _need, typed: handling.NoteForm(typed),
    "adopt": lambda _need, typed: handling.OutcomeForm(typed),
    "decline": lambda _need, typed: handling.DeclineForm(typed),
    "hand-over": lambda _need, typed: handling.HandOverForm(typed, posts=directory.posts()),
    "correct": lambda need, typed: CorrectForm(typed, initial=need.content()),
}
