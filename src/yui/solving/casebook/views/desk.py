"""Where cases are written and reviewed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal
from yui.kernel.web.paging import page_of
from yui.solving.casebook import actions, queries, rules
from yui.solving.casebook.forms import CaseForm, ReturnForm, WithdrawForm
from yui.solving.casebook.models import Case, CaseState
from yui.solving.casebook.permissions import Permission
from yui.solving.casebook.queries.page import proposed_changes
from yui.solving.casebook.rules import Content


@page(Permission.WRITE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The organisation's own cases."""
    asked = page_of(request, Case.objects.all())
    return render(request, "casebook/desk_list.html", {"page": asked, "rows": queries.desk_rows(asked.items)})


@page(Permission.WRITE)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a case; a title is enough. The town's own facts are there already."""
    return _written(request, None, actions.draft_case)


@page(Permission.WRITE)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Write a case; of a published one this writes a revision."""
    return _written(request, own(ref), actions.write_case)


@page(Permission.WRITE)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """A case of ours: its text, what a revision would change, and the next step."""
    return _shown(request, own(ref))


@page(Permission.WRITE)
@require_POST
def submit(request: HttpRequest, ref: str) -> HttpResponse:
    """Hand it to the second person."""
    return _step(request, ref, actions.submit_case, _("確認に出しました。別の人が確かめて公開します。"))


@page(Permission.WRITE)
@require_POST
def discard(request: HttpRequest, ref: str) -> HttpResponse:
    """Let a revision go."""
    return _step(request, ref, actions.discard_revision, _("改訂をやめました。公開中の文はそのままです。"))


@page(Permission.PUBLISH)
@require_POST
def publish(request: HttpRequest, ref: str) -> HttpResponse:
    """Confirm it as the second person."""
    return _step(request, ref, actions.publish_case, _("公開しました。似た困りごとを書くまちに示されます。"))


@page(Permission.PUBLISH)
def give_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Give it back, saying what to change."""
    return _with_words(request, own(ref), ReturnForm, actions.return_case, _("書いた人に戻す"))


@page(Permission.PUBLISH)
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take it back from the readers, saying why."""
    return _with_words(request, own(ref), WithdrawForm, actions.withdraw_case, _("事例を取り下げる"))


def own(ref: str) -> Case:
    """The case of ours; another's does not exist."""
    try:
        found: Case = Case.objects.select_related("owner").get(ref=ref)
    except Case.DoesNotExist as missing:
        raise Http404 from missing
    return found


def _written(request: HttpRequest, case: Case | None, keep: Callable[..., Case]) -> HttpResponse:
    def form_of(of: Case | None, typed: Any) -> CaseForm:
        return CaseForm.of(_says(request, of), typed)

    def kept(of: Case | None, form: CaseForm) -> Case:
        which = {} if of is None else {"case": of}
        return keep(**which, content=form.content(_says(request, of)), by=actor_of(request), at=clock.now())

    editing = Editing(request, case, form_of)
    if editing.saved(kept):
        messages.success(request, _("保存しました。"))
        return redirect("casebook:desk", editing.record.ref)
    context = {"form": editing.form, "editing": editing, "case": case}
    return render(request, "casebook/desk_form.html", context, status=editing.status)


def _says(request: HttpRequest, case: Case | None) -> Content:
    """What is written on: of a public case the revision under way, of a new one what is known before a word is written."""
    if case is None:
        return _of_town(request)
    return queries.proposed_content(case) or queries.content_of(case)


def _shown(request: HttpRequest, case: Case, refusal: Refused | None = None) -> HttpResponse:
    proposed = queries.proposed_content(case)
    changes = proposed_changes(queries.content_of(case), proposed) if proposed else ()
    actor = actor_of(request)
    context = {
        "shown": queries.case_page(case, reader=actor),
        "state": CaseState(case.state).label,
        "changes": changes,
        "moves": case.machine.moves_from(case.state),
        "own_submission": case.submitted_by_id is not None and case.submitted_by_id == actor.person_id,
        "refusal": refusal,
        "wrong": _labelled(refusal.fields) if refusal else [],
    }
    return render(request, "casebook/desk_detail.html", context, status=refusal.status if refusal else 200)


def _labelled(wrong: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Name, label and sentence of each part that is not right yet, in the order of the form."""
    return [(name, box.label, wrong[name]) for name, box in CaseForm.base_fields.items() if name in wrong]


def _step(request: HttpRequest, ref: str, act: Callable[..., Any], said: str) -> HttpResponse:
    try:
        act(case=own(ref), by=actor_of(request), at=clock.now())
    except Refused as refused:
        return _shown(request, own(ref), refused)
    messages.success(request, said)
    return redirect("casebook:desk", ref)


def _with_words(request: HttpRequest, case: Case, kind: type[Any], act: Callable[..., Any], title: str) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(case=case, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("記録しました。"))
            return redirect("casebook:desk", case.ref)
    context = {"case": own(case.ref), "form": form, "title": title, "withdrawing": kind is WithdrawForm}
    return render(request, "casebook/desk_words.html", context, status=422 if form.errors else 200)


def _of_town(request: HttpRequest) -> Content:
    """What is known before a word is written: who writes, and of a government also where."""
    ours: Any = getattr(request, "organisation", None)
    begun = Content(year=clock.today().year)
    if ours is None:
        return begun
    begun = replace(begun, contact=rules.contact_of(queries.post_name(actor_of(request)), ours.name))
    if not ours.is_government:
        return begun
    return replace(
        begun,
        place=ours.name,
        government_code=ours.government_code,
        prefecture=ours.prefecture,
        population=ours.population,
        size_class=ours.size_class,
    )
