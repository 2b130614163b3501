"""The operators' pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.identity.models import Organisation
from yui.kernel.jobs.actions import discard_job, retry_job
from yui.kernel.jobs.permissions import Permission as OfJobs
from yui.kernel.jobs.queries import find_job
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal
from yui.kernel.web.paging import page_of
from yui.sites.cloud import queries
from yui.sites.cloud.actions import (
    add_organisation,
    change_reading,
    correct_reading,
    remove_reading,
    resume_organisation,
    stop_organisation,
)
from yui.sites.cloud.forms import OrganisationForm, ReadingForm, StopForm
from yui.sites.cloud.models import Reading
from yui.sites.cloud.permissions import Permission
from yui.sites.cloud.recorded import JOBS

_KEPT = gettext_lazy("「%(word)s」を「%(kana)s」と読みます。1分以内に、すべてのページが変わります。")


@page(Permission.SEE_CLOUD)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Health of the installation, jobs that failed, the timetable."""
    return render(request, "cloud/home.html", {"health": queries.health(at=clock.now()), "jobs": JOBS})


@page(OfJobs.RETRY_JOB)
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed job try again."""
    retry_job(job=_job(pk), by=actor_of(request), at=clock.now())
    messages.success(request, _("もう一度やり直します。"))
    return redirect("cloud:home")


@page(OfJobs.DISCARD_JOB)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a failed job."""
    discard_job(job=_job(pk), by=actor_of(request), at=clock.now())
    messages.success(request, _("取りやめました。"))
    return redirect("cloud:home")


@page(Permission.SEE_CLOUD)
@require_safe
def tenants(request: HttpRequest) -> HttpResponse:
    """Every organisation, page by page, or those that a word finds."""
    text = request.GET.get("q", "").strip()[:80]
    return render(request, "cloud/tenants.html", {"page": queries.tenants(request, text), "text": text})


@page(Permission.ADD_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Register an organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_organisation(**form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refusal:
            form.add_error("government_code" if refusal.fields else None, str(refusal))
        else:
            messages.success(request, _("%(name)sを登録しました。") % {"name": made.name})
            return _shown_in_list(made)
    status = 422 if form.is_bound else 200
    return render(request, "cloud/add.html", {"form": form}, status=status)


@page(Permission.CLOSE_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what stopping an organisation means and ask for the reason, then do it."""
    organisation = get_object_or_404(Organisation.published.all(), ref=ref)
    form = StopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            stop_organisation(organisation=organisation, **form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            said = _("%(name)sの利用を止めました。一覧の「再開する」で、いつでも元に戻せます。")
            messages.success(request, said % {"name": organisation.name})
            return _shown_in_list(organisation)
    context = {"form": form, "organisation": organisation}
    return render(request, "cloud/stop.html", context, status=422 if form.errors else 200)


@page(Permission.CLOSE_ORGANISATION)
@require_POST
def resume(request: HttpRequest, ref: str) -> HttpResponse:
    """Let an organisation go on."""
    organisation = get_object_or_404(Organisation.published.all(), ref=ref)
    resume_organisation(organisation=organisation, by=actor_of(request), at=clock.now())
    messages.success(request, _("%(name)sの利用を再開しました。") % {"name": organisation.name})
    return _shown_in_list(organisation)


@page(Permission.CORRECT_READINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def readings(request: HttpRequest) -> HttpResponse:
    """The words whose reading was put right, and the form for one more."""
    form = ReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_reading(**form.cleaned_data, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _KEPT % {"word": made.word, "kana": made.kana})
            return redirect("cloud:readings")
    text = request.GET.get("q", "").strip()[:60]
    found = Reading.objects.with_text(text) if text else Reading.objects.all()
    context = {"form": form, "page": page_of(request, found, order=("kana", "pk"), size=50), "text": text}
    return render(request, "cloud/readings.html", context, status=422 if form.is_bound else 200)


@page(Permission.CORRECT_READINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, ref: str) -> HttpResponse:
    """Change one of them."""
    kept = get_object_or_404(Reading, ref=ref)
    editing, act = Editing(request, kept, ReadingForm.of), change_reading
    if editing.saved(lambda one, form: act(reading=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        messages.success(request, _KEPT % {"word": editing.record.word, "kana": editing.record.kana})
        return redirect("cloud:readings")
    shown = {"form": editing.form, "editing": editing, "ref": ref}
    return render(request, "cloud/reading.html", shown, status=editing.status)


@page(Permission.CORRECT_READINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask once more, then let the dictionary read the word again."""
    kept = get_object_or_404(Reading, ref=ref)
    if request.method == "POST":
        remove_reading(reading=kept, by=actor_of(request), at=clock.now())
        messages.success(request, _("「%(word)s」の直しをやめました。") % {"word": kept.word})
        return redirect("cloud:readings")
    return render(request, "cloud/remove_reading.html", {"reading": kept})


def _job(pk: int) -> Any:
    job = find_job(pk)
    if job is None:
        raise Http404
    return job


def _shown_in_list(organisation: Organisation) -> HttpResponse:
    """Back to the list, narrowed to the organisation: on a list of many pages one would have to look for it again."""
    return redirect(f"{reverse('cloud:tenants')}?{urlencode({'q': organisation.name})}")
