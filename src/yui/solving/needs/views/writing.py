"""The wizard: a need is written step by step, each step kept, the last page says what is missing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.solving.needs import actions, directory
from yui.solving.needs.forms.writing import STEPS, BudgetForm, StepForm, place_of
from yui.solving.needs.models import Need, NeedState
from yui.solving.needs.permissions import Permission
from yui.solving.needs.queries.alike import alike_to
from yui.solving.needs.queries.desk import desk_need
from yui.solving.needs.queries.quoting import quotes_residents
from yui.solving.needs.rules.content import missing_before_submission
from yui.solving.needs.views.beginning import FIELD, new_beginning, ref_of_beginning
from yui.solving.needs.views.loading import own_need
from yui.solving.needs.views.personal import found_in

LAST = len(STEPS) + 1
_ALIKE_AT = {1, LAST}


@page(Permission.WRITE_NEED)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a need; it is kept from the first step on. Sent again, the same page writes on what it has begun.

    Whether it has is seen by looking, and where two posts of one page run at the same moment by trying.
    """
    begun = _begun(request)
    try:
        return _step(request, begun, 1)
    except IntegrityError:
        begun = _begun(request)
        if begun is None:
            raise
    return _step(request, begun, 1)


@page(Permission.WRITE_NEED)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, ref: str, step: int) -> HttpResponse:
    """One step of a draft, or its last page, on which it is handed in."""
    need = own_need(ref)
    if need.state != NeedState.DRAFT and (request.method != "POST" or step == LAST):
        return redirect("needs:desk_need", ref=need.ref)  # what was typed into a step comes back with the refusal
    if not 1 <= step <= LAST:
        raise Http404
    return _step(request, need, step) if step < LAST else _check(request, need)


def _step(request: HttpRequest, need: Need | None, step: int) -> HttpResponse:
    address = reverse("needs:write", args=[need.ref, step]) if need else ""
    editing = Editing(request, need, lambda one, typed: _form(request, one, step, typed), address)
    typing = bool(request.htmx)  # type: ignore[attr-defined]
    if not typing and editing.saved(lambda one, form: _keep(request, one, form)):
        return _kept(request, editing.record, step)
    form = editing.form
    context = {"form": form, "editing": editing, "steps": _steps(need), "now": step, "alike": ()}
    context["ref"] = need.ref if need else ""
    context["personal"] = found_in({name: form[name].value() for name in form.fields})
    context["quoted"] = "present" in form.fields and quotes_residents(need, form["present"].value() or "")
    if need is None:
        context[FIELD] = request.POST.get(FIELD) or new_beginning(actor_of(request))
    if step in _ALIKE_AT:
        context["alike"] = _alike(need, form)
    return render(request, "needs/write.html", context, part="alike", status=200 if typing else editing.status)


def _kept(request: HttpRequest, need: Need, step: int) -> HttpResponse:
    if "leaving" in request.POST:
        return _kept_on_leaving(request, need, step)
    if "later" in request.POST:
        messages.success(request, _("下書きを保存しました。いつでも続きから書けます。"))
        return redirect("needs:desk_need", ref=need.ref)
    return redirect("needs:write", ref=need.ref, step=step + 1)


def _kept_on_leaving(request: HttpRequest, need: Need, step: int) -> HttpResponse:
    """What a script asks for when somebody goes elsewhere: no page, only where the draft is written from now on."""
    if request.POST["leaving"] == "link":
        messages.info(request, _("書きかけのニーズを下書きに残しました。「ニーズ」から続きを書けます。"))
    return HttpResponse(status=204, headers={"Content-Location": reverse("needs:write", args=[need.ref, step])})


def _check(request: HttpRequest, need: Need) -> HttpResponse:
    refused: Refused | None = None
    if request.method == "POST":
        try:
            actions.submit_need(need=need, by=actor_of(request), at=clock.now())
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, _("庁内確認に出しました。確かめる人の「待っている仕事」に出ます。"))
            return redirect("needs:desk_need", ref=need.ref)
    context = {
        "need": desk_need(need, actor_of(request)),
        "steps": _steps(need),
        "now": LAST,
        "refused": refused,
        "personal": found_in(need.content()),
        "quoted": quotes_residents(need, need.present),
        "missing": [place_of(name) for name in missing_before_submission(need.content())],
    }
    return render(request, "needs/write_check.html", context, status=refused.status if refused else 200)


def _form(request: HttpRequest, need: Need | None, step: int, typed: Any) -> StepForm:
    kind = STEPS[step - 1]
    options: dict[str, Any] = {"initial": _initial(request, need)}
    if kind is BudgetForm:
        year = need.fiscal_year if need else None
        options |= {"today": clock.today(), "posts": directory.posts(), "kept_year": year}
    return kind(typed, **options)


def _initial(request: HttpRequest, need: Need | None) -> dict[str, Any]:
    if need is None:
        return {"post": actor_of(request).post_id}
    return {**need.content(), "post": need.post_id}


def _keep(request: HttpRequest, need: Need | None, form: StepForm) -> Need:
    changes, by, at = dict(form.cleaned_data), actor_of(request), clock.now()
    post_id = changes.pop("post", None)
    if need is None:
        return actions.draft_need(changes=changes, by=by, at=at, ref=ref_of_beginning(request.POST.get(FIELD, ""), by))
    return actions.write_need(need=need, changes=changes, by=by, at=at, post_id=post_id)


def _begun(request: HttpRequest) -> Need | None:
    """The need that this very page has begun already."""
    ref = ref_of_beginning(request.POST.get(FIELD, ""), actor_of(request)) if request.method == "POST" else None
    return Need.objects.filter(ref=ref).first() if ref else None


def _alike(need: Need | None, form: StepForm) -> Any:
    given = form.data if form.is_bound else form.initial
    title, present = str(given.get("title") or "")[:200], str(given.get("present") or "")[:2000]
    return alike_to(title, present, exclude=need.pk if need else None) if len(title + present) >= 8 else ()


def _steps(need: Need | None) -> list[tuple[Any, str | None]]:
    labels = [*(step.label for step in STEPS), _("確かめる")]
    return [(label, _address(need, number)) for number, label in enumerate(labels, 1)]


def _address(need: Need | None, step: int) -> str | None:
    return reverse("needs:write", args=[need.ref, step]) if need else None
