"""A coordinator's pages: the board, the candidates of a need, introducing and declining."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.solving.matching import actions, queries
from yui.solving.matching.forms import DeclineForm, IntroduceForm
from yui.solving.matching.models import Candidate, Introduction
from yui.solving.matching.permissions import Permission
from yui.solving.matching.views.finding_records import need_or_404, or_404, organisation_of


@page(Permission.COORDINATE)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What waits, what was introduced, agreed, declined and why."""
    shown = queries.board(request, organisation_of(request))
    return render(request, "matching/board.html", {"board": shown})


@page(Permission.COORDINATE)
@require_safe
def candidates(request: HttpRequest, ref: str) -> HttpResponse:
    """The candidates of a need, to compare; `?show=20` shows more of them."""
    need = need_or_404(ref)
    if need.coordinator_id != organisation_of(request):
        raise Http404
    shown = queries.candidates_page(need, show=_number(request.GET.get("show", "")))
    return render(request, "matching/candidates.html", {"shown": shown})


@page(Permission.FIND_CANDIDATES)
@require_POST
def again(request: HttpRequest, ref: str) -> HttpResponse:
    """Have candidates sought anew."""
    need = need_or_404(ref)
    actions.ask_for_candidates(need=need, by=actor_of(request), at=clock.now())
    messages.success(request, _("候補を探し直しています。少ししてから読み込み直してください。"))
    return redirect("matching:candidates", ref)


@page(Permission.COORDINATE)
def introduce(request: HttpRequest, ref: str) -> HttpResponse:
    """Write to both sides, then bring them together."""
    candidate = _candidate(ref)
    form = IntroduceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.introduce(
                candidate=candidate, message=form.cleaned_data["message"], by=actor_of(request), at=clock.now()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, _("「%(name)s」を紹介しました。双方の返事を待ちます。") % {"name": candidate.title}
            )
            return redirect("matching:candidates", candidate.need.ref)
    context = {"form": form, "candidate": candidate, "reasons": queries.reason_lines(candidate.reasons)}
    return render(request, "matching/introduce.html", context, status=422 if form.errors else 200)


@page(Permission.COORDINATE)
def decline(request: HttpRequest, ref: str) -> HttpResponse:
    """Say why a candidate is not introduced."""
    candidate = _candidate(ref)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.decline_candidate(candidate=candidate, **form.cleaned_data, by=actor_of(request), at=clock.now())
        messages.success(request, _("「%(name)s」を見送りました。取り消すこともできます。") % {"name": candidate.title})
        return redirect("matching:candidates", candidate.need.ref)
    context = {"form": form, "candidate": candidate}
    return render(request, "matching/decline.html", context, status=422 if form.errors else 200)


@page(Permission.COORDINATE)
@require_safe
def made(request: HttpRequest, ref: str) -> HttpResponse:
    """An introduction that the bureau has made, with what both sides said."""
    door = Introduction.objects.select_related("government", "partner", "owner", "need")
    shown = queries.introduction_page(or_404(door, ref=ref), organisation_of(request), clock.today())
    return render(request, "matching/introduction.html", {"shown": shown})


@page(Permission.COORDINATE)
@require_POST
def undo(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a decision back while nobody has answered."""
    candidate = _candidate(ref)
    actions.undo_decision(candidate=candidate, by=actor_of(request), at=clock.now())
    messages.success(request, _("取り消しました。「%(name)s」は候補に戻りました。") % {"name": candidate.title})
    return redirect("matching:candidates", candidate.need.ref)


def _number(asked: str) -> int:
    """How many to show; an address that somebody changed by hand shows as many as always."""
    return int(asked) if re.fullmatch("[0-9]{1,3}", asked) else queries.AT_A_TIME


def _candidate(ref: str) -> Candidate:
    found: Candidate = or_404(Candidate.shared.select_related("need", "partner"), ref=ref)
    return found
