"""Needs as everybody sees them: the list, one need, its printed sheet, 「うちも困っている」, questions."""

from __future__ import annotations

import csv
import io
import secrets

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from yui.kernel.access import PUBLIC, Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.solving.needs import actions, directory
from yui.solving.needs.forms.handling import QuestionForm
from yui.solving.needs.models import Need
from yui.solving.needs.permissions import Permission
from yui.solving.needs.queries.echoes import is_echoed_by
from yui.solving.needs.queries.listing import listing, rows
from yui.solving.needs.queries.page import need_page, public_need

ECHO_COOKIE = "yui_echo"
ECHO_COOKIE_AGE = 400 * 24 * 60 * 60


@page(PUBLIC)
@require_safe
def needs_list(request: HttpRequest) -> HttpResponse:
    """All public needs, narrowed down as the address asks; as CSV with `format=csv`."""
    if request.GET.get("format") == "csv":
        return _sheet(request)
    return render(request, "needs/list.html", {"listing": listing(request)})


@page(PUBLIC)
@require_safe
def need_detail(request: HttpRequest, ref: str) -> HttpResponse:
    """One need, with what is alike beside it."""
    need = _public_need(ref)
    number = _number(request)
    pressed = bool(number) and is_echoed_by(need.pk, _token(need, number))
    return render(request, "needs/detail.html", {"need": need_page(need, actor_of(request)), "pressed": pressed})


@page(PUBLIC)
@require_safe
def need_print(request: HttpRequest, ref: str) -> HttpResponse:
    """One need on paper, with the code that leads back to it."""
    need = need_page(_public_need(ref), actor_of(request), with_alike=False)
    address = directory.address(request.path.removesuffix("print"))
    code = Markup(segno.make(address).svg_inline(border=0, omitsize=True))  # noqa: S704  drawn by the library from our own address
    return render(request, "needs/print.html", {"need": need, "code": code, "address": address, "at": clock.now()})


@page(PUBLIC)
@require_POST
def echo(request: HttpRequest, ref: str) -> HttpResponse:
    """A resident says 「うちも困っている」, or takes it back; their browser remembers a number that says nothing about them."""
    need = _public_need(ref)
    by, number = actor_of(request).turning_to(need.owner_id), _number(request) or secrets.token_urlsafe(32)
    if "take_back" in request.POST:
        actions.take_back_resident_echo(need=need, token=_token(need, number), by=by, at=clock.now())
        messages.success(request, _("「うちも困っている」を取り消しました。"))
    else:
        new = actions.echo_need(need=need, token=_token(need, number), by=by, at=clock.now())
        messages.success(
            request, _("「うちも困っている」を数えました。") if new else _("前に押していただいた分を数えています。")
        )
    answer = redirect(f"{reverse('needs:detail', args=[need.ref])}#echo")
    answer.set_cookie(
        ECHO_COOKIE, number, max_age=ECHO_COOKIE_AGE, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return answer


@page(Permission.ECHO_FOR_TOWN)
@require_POST
def echo_for_town(request: HttpRequest, ref: str) -> HttpResponse:
    """An official says it for their town, or takes it back."""
    need = _public_need(ref)
    if "take_back" in request.POST:
        actions.take_back_echo(need=need, by=actor_of(request), at=clock.now())
        messages.success(request, _("まちの名前を外しました。"))
    else:
        actions.echo_for_town(need=need, by=actor_of(request), at=clock.now())
        messages.success(request, _("まちの名前を載せました。"))
    return redirect("needs:detail", ref=need.ref)


@page(Permission.ASK_QUESTION)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask the town about its need, without a name."""
    need, actor = _public_need(ref), actor_of(request)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_question(
                need=need,
                text=form.cleaned_data["text"],
                by=actor.turning_to(need.owner_id),
                at=clock.now(),
                asker=actor.organisation_id,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("質問を送りました。答えが出ると、このページに載ります。"))
            return redirect("needs:detail", ref=need.ref)
    context = {"form": form, "title_of_need": need.title, "ref": need.ref, "town": need.owner.name}
    return render(request, "needs/ask.html", context, status=422 if form.errors else 200)


def _number(request: HttpRequest) -> str:
    """The number that this browser was given when it first pressed; empty where it never did."""
    number = request.COOKIES.get(ECHO_COOKIE, "")
    return number if len(number) == 43 and number.isascii() else ""


def _token(need: Need, number: str) -> str:
    return directory.digest(f"echo.{need.pk}", number)


def _public_need(ref: str) -> Need:
    found = public_need(ref)
    if found is None:
        raise Http404
    return found


def _sheet(request: HttpRequest) -> HttpResponse:
    text = io.StringIO()
    text.write("\ufeff")  # without it the spreadsheet that town halls use reads UTF-8 as something else
    csv.writer(text).writerows(rows(request.GET))
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        "attachment; filename=\"needs.csv\"; filename*=UTF-8''%E3%83%8B%E3%83%BC%E3%82%BA.csv"
    )
    return answer
