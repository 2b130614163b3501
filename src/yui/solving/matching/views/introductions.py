"""Introductions as towns and partners answer them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.solving.matching import actions, queries
from yui.solving.matching.forms import AnswerForm
from yui.solving.matching.models import Introduction
from yui.solving.matching.permissions import Permission
from yui.solving.matching.registry import following
from yui.solving.matching.views.finding_records import or_404, organisation_of


@page(Permission.READ_INTRODUCTION)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The introductions of one's own organisation."""
    paging, shown = queries.own_introductions(request, organisation_of(request), clock.today())
    return render(request, "matching/introductions.html", {"page": paging, "introductions": shown})


@page(Permission.READ_INTRODUCTION)
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One introduction, with the form to answer it."""
    organisation = organisation_of(request)
    door = Introduction.shared.of_party(organisation).select_related("government", "partner", "owner", "need")
    introduction: Introduction = or_404(door, ref=ref)
    form = AnswerForm(request.POST or None, side=introduction.side_of(organisation))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.answer_introduction(
                introduction=introduction,
                agrees=told["answer"] == "agree",
                reason=told["reason"],
                note=told["note"],
                by=actor_of(request),
                at=clock.now(),
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("返事を届けました。"))
            return redirect("matching:introduction", ref)
    shown = queries.introduction_page(introduction, organisation, clock.today())
    asked = {"need": introduction.need.ref, "introduction": ref}
    context = {
        "shown": shown,
        "propose_url": f"{reverse('matching:proposal_new')}?{urlencode(asked)}",
        "form": form,
        "project_url": following(introduction.pk) if shown.side == "government" else None,
        "may_answer": actor_of(request).may(Permission.ANSWER_INTRODUCTION),
    }
    return render(request, "matching/introduction.html", context, status=422 if form.errors else 200)


@page(Permission.ANSWER_INTRODUCTION)
@require_POST
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Take one's own answer back before the other side has answered."""
    introduction: Introduction = or_404(Introduction.shared.of_party(organisation_of(request)), ref=ref)
    try:
        actions.take_back_answer(introduction=introduction, by=actor_of(request), at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("返事を取り消しました。あらためて返事をしてください。"))
    return redirect("matching:introduction", ref)
