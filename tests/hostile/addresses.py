"""The addresses of the product, and one more: a form with a file, as a room has it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path

from yui.config.urls import handler400, handler403, handler404, handler500, urlpatterns
from yui.kernel.access import Refused
from yui.kernel.files import keep, link
from yui.kernel.files.purposes import ATTACHMENT
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock
from yui.kernel.web.forms import show_refusal


class AttachForm(forms.Form):
    story = forms.CharField(max_length=400, widget=forms.Textarea)
    photo = forms.FileField()


def attach(request: HttpRequest) -> HttpResponse:
    form: Any = AttachForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            file = keep(form.cleaned_data["photo"], purpose=ATTACHMENT, by=actor_of(request), at=clock.now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return HttpResponse(link(file))
    return HttpResponse(f"<h1>送る</h1>{form}", status=422)


urlpatterns = [path("attach", attach), *urlpatterns]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
