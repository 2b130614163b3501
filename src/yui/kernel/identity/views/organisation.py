"""One's organisation as a whole, and its first administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import page
from yui.kernel.identity import actions, letters
from yui.kernel.identity.acting import actor_of
from yui.kernel.identity.forms.organisation import AdministratorForm, OrganisationForm
from yui.kernel.identity.models import Organisation
from yui.kernel.identity.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing


@page(Permission.READ_COLLEAGUES)
@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """What the organisation says of itself, and the way to its people and posts."""
    may_change = actor_of(request).may(Permission.CHANGE_ORGANISATION)
    shown = {"organisation": Organisation.objects.get(), "may_change": may_change}
    return render(request, "identity/organisation.html", shown)


@page(Permission.CHANGE_ORGANISATION)
def change(request: HttpRequest) -> HttpResponse:
    """Change what the organisation says of itself."""

    def keep(current: Organisation, form: OrganisationForm) -> None:
        values = {"population": current.population, **form.cleaned_data}
        actions.change_organisation(**values, by=actor_of(request), at=clock.now())

    editing = Editing(request, Organisation.objects.get(), OrganisationForm.of)
    if editing.saved(keep):
        messages.success(request, _("団体の紹介を直しました。"))
        return redirect("identity:organisation")
    shown = {"form": editing.form, "editing": editing}
    return render(request, "identity/organisation_change.html", shown, status=editing.status)


@page(Permission.INVITE_ADMINISTRATOR)
def invite_administrator(request: HttpRequest, ref: str) -> HttpResponse:
    """Let operators invite the one who will administer an organisation."""
    found = get_object_or_404(Organisation.published, ref=ref, active=True)
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invited = actions.invite_administrator(
            organisation=found, **form.cleaned_data, by=actor_of(request), at=clock.now()
        )
        letters.send_invitation(invited, inviter=actor_of(request).name)
        messages.success(request, _("%(email)s に招待を送りました。") % {"email": invited.invitation.email})
        return redirect("cloud:tenants")
    shown = {"form": form, "organisation": found}
    return render(request, "identity/invite_administrator.html", shown, status=422 if form.errors else 200)
