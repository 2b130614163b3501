"""One's organisation as a whole, and letting new ones in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from yui.kernel.access import Refused, page
from yui.kernel.identity import actions, letters, queries
from yui.kernel.identity.acting import actor_of
from yui.kernel.identity.forms.organisation import OrganisationForm, RegistrationForm
from yui.kernel.identity.models import Organisation
from yui.kernel.identity.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.forms import show_refusal
from yui.kernel.web.paging import page_of


@page(Permission.READ_COLLEAGUES)
def organisation(request: HttpRequest) -> HttpResponse:
    """What the organisation says of itself, and the way to its people and posts."""
    may_change = actor_of(request).may(Permission.CHANGE_ORGANISATION)
    shown = {"organisation": Organisation.objects.get(), "may_change": may_change}
    return render(request, "identity/organisation.html", shown)


@page(Permission.CHANGE_ORGANISATION)
def change(request: HttpRequest) -> HttpResponse:
    """Change what the organisation says of itself."""
    current = Organisation.objects.get()
    form = OrganisationForm(request.POST or None, instance=current)
    if request.method == "POST" and form.is_valid():
        values = {"population": current.population, **form.cleaned_data}
        actions.change_organisation(**values, by=actor_of(request), at=clock.now())
        messages.success(request, _("団体の紹介を直しました。"))
        return redirect("identity:organisation")
    return render(request, "identity/organisation_change.html", {"form": form}, status=422 if form.errors else 200)


@page(Permission.REGISTER_ORGANISATION)
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, for the operators."""
    shown = page_of(request, queries.public_organisations(), order=("kind", "kana", "pk"))
    return render(request, "identity/organisations.html", {"page": shown})


@page(Permission.REGISTER_ORGANISATION)
def register(request: HttpRequest) -> HttpResponse:
    """Let an organisation in and invite its first administrator."""
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.register_organisation(**form.cleaned_data, by=actor_of(request), at=clock.now())
            letters.send_invitation(invited, inviter=actor_of(request).name)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(name)sを登録しました。") % {"name": form.cleaned_data["name"]})
            return redirect("identity:organisations")
    return render(request, "identity/register.html", {"form": form}, status=422 if form.errors else 200)
