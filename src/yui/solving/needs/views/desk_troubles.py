"""Troubles at the desk: read, answer, gather into a need, end; write down what came by phone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.solving.needs import actions
from yui.solving.needs.forms import handling
from yui.solving.needs.forms.telling import RecordForm
from yui.solving.needs.models import Trouble, TroubleState
from yui.solving.needs.permissions import Permission
from yui.solving.needs.queries.alike import alike_to
from yui.solving.needs.queries.desk import desk_troubles, open_needs, trouble_counts, trouble_row
from yui.solving.needs.queries.receipts import became_of
from yui.solving.needs.views.loading import own_need, own_trouble

_ENDS: dict[str, Any] = {
    "answer": (handling.AnswerTroubleForm, actions.answer_trouble),
    "solve": (handling.AnswerTroubleForm, actions.solve_trouble),
    "close": (handling.CloseTroubleForm, actions.close_trouble),
    "ungather": (handling.PlainForm, actions.ungather_trouble),
}


@page(Permission.HANDLE_TROUBLE)
@require_safe
def troubles(request: HttpRequest) -> HttpResponse:
    """Our residents' troubles, to narrow down and to gather."""
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    counts = trouble_counts()
    context = {
        "page": desk_troubles(request, state, words, counts=counts),
        "state": state,
        "words": words,
        "counts": counts,
        "states": list(TroubleState),
        "needs": open_needs(),
    }
    return render(request, "needs/desk_troubles.html", context)


@page(Permission.HANDLE_TROUBLE)
@require_POST
def gather(request: HttpRequest) -> HttpResponse:
    """Gather the chosen troubles into a new need, or into the one named."""
    refs = request.POST.getlist("trouble")[:100]
    chosen = list(Trouble.objects.filter(ref__in=refs).order_by("told_at"))
    into = own_need(ref) if (ref := request.POST.get("need", "")) else None
    need = actions.gather_troubles(troubles=chosen, need=into, by=actor_of(request), at=clock.now())
    messages.success(request, _("%(n)s件をニーズにまとめました。") % {"n": len(chosen)})
    return redirect("needs:desk_need", ref=need.ref) if into else redirect("needs:write", ref=need.ref, step=1)


@page(Permission.HANDLE_TROUBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def trouble(request: HttpRequest, ref: str) -> HttpResponse:
    """One trouble: read it, answer it, end it."""
    record = own_trouble(ref)
    doing = next((name for name in _ENDS if name in request.POST), "answer")
    given = request.POST if request.method == "POST" else None
    shown = {name: kind(given if name == doing else None, prefix=name) for name, (kind, _act) in _ENDS.items()}
    form: forms.Form = shown[doing]
    if request.method == "POST" and form.is_valid():
        try:
            _ENDS[doing][1](trouble=record, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("できました。困りごとを書いた人は、受付番号で読めます。"))
            return redirect("needs:desk_trouble", ref=record.ref)
    return render(request, "needs/desk_trouble.html", _shown(record, shown), status=422 if form.errors else 200)


@page(Permission.HANDLE_TROUBLE)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Write down for a resident what came on paper, by phone or at the counter."""
    form = RecordForm(
        request.POST if request.method == "POST" else None, initial={"channel": "phone", "language": "ja"}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        channel = given.pop("channel")
        try:
            made = actions.record_trouble(
                told=actions.Told(**given), channel=channel, by=actor_of(request), at=clock.now()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("書きとめました。受付番号は %(number)s です。") % {"number": made.receipt})
            return redirect("needs:desk_trouble", ref=made.ref)
    return render(request, "needs/desk_record.html", {"form": form}, status=422 if form.errors else 200)


def _shown(trouble: Trouble, shown: dict[str, Any]) -> dict[str, Any]:
    became = became_of(trouble.receipt)
    if became is None:
        raise Http404
    return {
        "trouble": trouble_row(trouble),
        "name": trouble.name,
        "mail": trouble.mail,
        "mail_note": _("まだ送れません（アドレスが確かめられていません）")
        if trouble.mail and not trouble.mail_to_answer
        else "",
        "became": became,
        "need": (trouble.need.ref, str(trouble.need), trouble.need.get_state_display()) if trouble.need else None,
        "forms": shown,
        "alike": alike_to("", trouble.words),
        "needs": open_needs(),
    }
