"""Groups of alike needs, as a coordinator confirms them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.solving.matching import actions, queries
from yui.solving.matching.forms import GroupForm
from yui.solving.matching.models import JointGroup
from yui.solving.matching.permissions import Permission
from yui.solving.matching.views.finding_records import need_or_404, or_404


@page(Permission.CONFIRM_GROUP)
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Groups to confirm, and those that were confirmed."""
    return _groups(request)


@page(Permission.CONFIRM_GROUP)
@require_POST
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that these needs are alike."""
    group: JointGroup = or_404(JointGroup.objects, ref=ref)
    form = GroupForm(request.POST, auto_id=f"{ref}-%s")
    if not form.is_valid():
        return _groups(request, refused={ref: form})
    actions.confirm_group(group=group, **form.cleaned_data, by=actor_of(request), at=clock.now())
    messages.success(request, _("「%(name)s」をまとまりにしました。") % {"name": group.name})
    return redirect("matching:groups")


@page(Permission.CONFIRM_GROUP)
@require_POST
def dissolve(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that they are not."""
    group: JointGroup = or_404(JointGroup.objects, ref=ref)
    actions.dissolve_group(group=group, by=actor_of(request), at=clock.now())
    messages.success(request, _("まとめないことにしました。同じ組はもう出しません。"))
    return redirect("matching:groups")


@page(Permission.CONFIRM_GROUP)
@require_POST
def add(request: HttpRequest, ref: str, need: str) -> HttpResponse:
    """Take one of the looser neighbours in."""
    group: JointGroup = or_404(JointGroup.objects, ref=ref)
    actions.add_to_group(group=group, need=need_or_404(need), by=actor_of(request), at=clock.now())
    messages.success(request, _("まとまりに加えました。"))
    return redirect("matching:groups")


def _groups(request: HttpRequest, refused: dict[str, GroupForm] | None = None) -> HttpResponse:
    """The page, with a form for each group to confirm; one that was not taken keeps what was typed."""
    proposed = queries.group_pages("proposed")
    forms = {
        group.ref: GroupForm(initial={"name": group.name, "note": group.note}, auto_id=f"{group.ref}-%s")
        for group in proposed
    } | (refused or {})
    shown = {"proposed": proposed, "forms": forms, "confirmed": queries.group_pages("confirmed")}
    return render(request, "matching/groups.html", shown, status=422 if refused else 200)
