"""Where a coordinator hears of trouble and answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yui.kernel.access import page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.solving.projects import actions, queries
from yui.solving.projects.forms import AdviceForm
from yui.solving.projects.models import EarlyWarning
from yui.solving.projects.permissions import Permission


@page(Permission.ADVISE)
@require_safe
def troubles(request: HttpRequest) -> HttpResponse:
    """Early warnings of towns: unresolved first."""
    return render(request, "projects/desk_troubles.html", {"rows": queries.warnings_for_us()})


@page(Permission.ADVISE)
def trouble(request: HttpRequest, part_ref: str) -> HttpResponse:
    """One trouble, its project, and the advice."""
    try:
        warning = EarlyWarning.shared.select_related("project", "project__owner").get(ref=part_ref)
    except EarlyWarning.DoesNotExist as missing:
        raise Http404 from missing
    editing, act = Editing(request, warning, AdviceForm.of), actions.advise_on_trouble
    if editing.saved(lambda one, form: act(warning=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        messages.success(request, _("助言を送りました。"))
        return redirect("projects:troubles")
    shown = queries.project_page(warning.project, reader=actor_of(request), today=clock.today())
    context = {"warning": warning, "form": editing.form, "editing": editing, "shown": shown}
    return render(request, "projects/desk_trouble.html", context, status=editing.status)
