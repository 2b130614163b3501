"""Pages of services: the public ones, and those on which suppliers write."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import PUBLIC, Actor, Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal
from yui.solving.solutions import actions, queries
from yui.solving.solutions.files import as_csv
from yui.solving.solutions.forms import ServiceForm
from yui.solving.solutions.models import Service
from yui.solving.solutions.permissions import Permission


@page(PUBLIC)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All services, to narrow down; `?format=csv` gives them as a file."""
    if request.GET.get("format") == "csv":
        return as_csv(queries.rows_for_file(request), "services.csv")
    context = {"listing": queries.listing(request), "most_compared": queries.MOST_COMPARED}
    return render(request, "solutions/list.html", context, part="results")


@page(PUBLIC)
@require_safe
def detail(request: HttpRequest, ref: str) -> HttpResponse:
    """One published service."""
    try:
        shown = queries.service_page(ref)
    except Service.DoesNotExist as error:
        raise Http404 from error
    return render(request, "solutions/detail.html", {"service": shown})


@page(PUBLIC)
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four services side by side, with costs for a chosen town."""
    count = request.GET.get("count", "")
    own = getattr(getattr(request, "organisation", None), "government_code", "")
    compared = queries.comparison(
        request.GET.getlist("s"),
        town=request.GET.get("town", own),
        count=int(count) if count.isascii() and count.isdigit() and len(count) < 8 else None,
    )
    return render(request, "solutions/compare.html", {"compared": compared})


@page(Permission.WRITE_SERVICE)
@require_safe
def desk_index(request: HttpRequest) -> HttpResponse:
    """The supplier's own services."""
    return render(request, "solutions/desk_list.html", {"services": queries.own_services()})


@page(Permission.WRITE_SERVICE)
def desk_new(request: HttpRequest) -> HttpResponse:
    """Begin a service."""
    return _written(request, None)


@page(Permission.WRITE_SERVICE)
def desk_edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Write a service: saved as far as it is, published when complete."""
    return _written(request, _own(ref))


@page(Permission.PUBLISH_SERVICE)
def desk_withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what withdrawing means, then do it."""
    service = _own(ref)
    if request.method != "POST":
        return render(request, "solutions/desk_withdraw.html", {"service": service})
    actions.withdraw_service(service=service, by=actor_of(request), at=clock.now())
    messages.success(request, _("「%(name)s」を取り下げました。") % {"name": service.name})
    return redirect("solutions:desk_list")


@page(Permission.PUBLISH_SERVICE)
@require_POST
def desk_confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """いまも正しい, by one press."""
    service = _own(ref)
    actions.confirm_service(service=service, by=actor_of(request), at=clock.now())
    messages.success(request, _("「%(name)s」を、いまも正しいと記録しました。") % {"name": service.name})
    return redirect("solutions:desk_list")


@page(Permission.SAY_USED)
@require_safe
def desk_used(request: HttpRequest) -> HttpResponse:
    """The services that this town uses or is said to use."""
    return render(request, "solutions/desk_used.html", {"services": queries.said_to_use(_town(request))})


@page(Permission.SAY_USED)
@require_POST
def desk_say_used(request: HttpRequest, ref: str) -> HttpResponse:
    """使っている, or 使っていない, by one press; the other press takes it back."""
    service = queries.service_said_to_be_used(_town(request), ref)
    uses = request.POST.get("uses") == "yes"
    actions.say_used(service=service, uses=uses, by=actor_of(request), at=clock.now())
    said = _("「%(name)s」を使っていると答えました。") if uses else _("「%(name)s」を使っていないと答えました。")
    messages.success(request, said % {"name": service.name})
    return redirect("solutions:desk_used")


def _town(request: HttpRequest) -> Any:
    return getattr(request, "organisation", None)


def _own(ref: str) -> Service:
    try:
        service: Service = Service.objects.by_ref(ref)
    except Service.DoesNotExist as error:
        raise Http404 from error
    return service


def _written(request: HttpRequest, service: Service | None) -> HttpResponse:
    by = actor_of(request)
    may_confirm = by.may(Permission.PUBLISH_SERVICE)
    editing = Editing(request, service, lambda one, typed: ServiceForm.of(one, typed, may_confirm=may_confirm))
    if not editing.saved(lambda one, form: _keep(one, form, by)):
        return _form_page(request, editing)
    if request.POST.get("then") == "publish" and not editing.record.is_published:
        return _published(request, editing)
    messages.success(request, _("保存しました。"))
    return redirect("solutions:desk_edit", editing.record.ref)


def _keep(service: Service | None, form: ServiceForm, by: Actor) -> Service:
    told: Any = {"draft": form.draft(), "adopters": form.cleaned_data["adopters"], "by": by, "at": clock.now()}
    if service is None:
        return actions.draft_service(**told)
    actions.revise_service(service=service, **told)
    if form.cleaned_data.get("still_right"):
        actions.confirm_service(service=service, by=by, at=clock.now())
    return service


def _published(request: HttpRequest, editing: Editing) -> HttpResponse:
    try:
        actions.publish_service(service=editing.record, by=actor_of(request), at=clock.now())
    except Refused as refused:
        show_refusal(editing.form, refused)
        return _form_page(request, editing)
    messages.success(request, _("「%(name)s」を公開しました。") % {"name": editing.record.name})
    return redirect("solutions:desk_list")


def _form_page(request: HttpRequest, editing: Editing) -> HttpResponse:
    context = {"form": editing.form, "editing": editing, "service": editing.record}
    return render(request, "solutions/desk_form.html", context, status=editing.status)
