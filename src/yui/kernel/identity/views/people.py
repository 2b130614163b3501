"""The people of one's organisation: inviting, duties, transfers."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity import actions, letters, queries
from yui.kernel.identity.acting import actor_of
from yui.kernel.identity.extensions import Holder
from yui.kernel.identity.forms.organisation import DutiesForm, InvitationForm, PersonHandOverForm
from yui.kernel.identity.models import Invitation, Membership, Organisation
from yui.kernel.identity.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal


@page(Permission.READ_COLLEAGUES)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who acts for the organisation, and the invitations still open."""
    may_invite = actor_of(request).may(Permission.INVITE)
    shown = {
        "people": queries.colleagues(clock.today()),
        "invitations": queries.open_invitations(clock.now()) if may_invite else [],
        "may_invite": may_invite,
        "may_change": actor_of(request).may(Permission.CHANGE_MEMBERSHIP),
    }
    return render(request, "identity/people.html", shown)


@page(Permission.INVITE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by mail."""
    form = InvitationForm(request.POST or None, organisation=_organisation(request))
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.invite_person(**form.cleaned_data, by=actor_of(request), at=clock.now())
            letters.send_invitation(invited, inviter=actor_of(request).name)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("%(email)s に招待を送りました。") % {"email": invited.invitation.email})
            return redirect("identity:people")
    return render(request, "identity/invite.html", {"form": form}, status=422 if form.errors else 200)


@page(Permission.INVITE)
@require_POST
def invite_again(request: HttpRequest, ref: str) -> HttpResponse:
    """Send a new link; the old one ends."""
    invited = actions.send_invitation_again(
        invitation=get_object_or_404(Invitation.objects, ref=ref), by=actor_of(request), at=clock.now()
    )
    letters.send_invitation(invited, inviter=actor_of(request).name)
    messages.success(request, _("新しいリンクを送りました。前のリンクは使えません。"))
    return redirect("identity:people")


@page(Permission.INVITE)
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation.objects, ref=ref)
    actions.withdraw_invitation(invitation=invitation, by=actor_of(request), at=clock.now())
    messages.success(request, _("招待を取り消しました。"))
    return redirect("identity:people")


@page(Permission.CHANGE_MEMBERSHIP)
def member(request: HttpRequest, ref: str) -> HttpResponse:
    """One person's post, title and roles."""
    membership = _member(ref)
    organisation, act = _organisation(request), actions.change_membership
    editing = Editing(request, membership, lambda one, typed: DutiesForm.of(one, typed, organisation=organisation))
    if editing.saved(lambda one, form: act(membership=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        messages.success(request, _("部署と役割を変えました。"))
        return redirect("identity:people")
    shown = {"form": editing.form, "editing": editing, "membership": membership}
    shown["rights"] = queries.rights(membership.roles)
    return render(request, "identity/member.html", shown, status=editing.status)


@page(Permission.CHANGE_MEMBERSHIP)
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Let somebody act for the organisation no longer, in two steps."""
    membership = _member(ref)
    if request.method == "POST":
        actions.end_membership(membership=membership, by=actor_of(request), at=clock.now())
        messages.success(request, _("%(name)sさんは、団体を離れました。") % {"name": membership.person})
        return redirect("identity:people")
    holds = queries.held_by(Holder(person_id=membership.person_id))
    return render(request, "identity/member_end.html", {"membership": membership, "holds": holds})


@page(Permission.HAND_OVER)
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """A transfer: all that somebody is in charge of goes to another person."""
    membership = _member(ref)
    others = Membership.objects.current(clock.today()).exclude(pk=membership.pk).select_related("person")
    choices = [(m.ref, f"{m.person}（{m.post}）" if m.post else str(m.person)) for m in others.select_related("post")]
    form = PersonHandOverForm(request.POST or None, people=choices)
    if request.method == "POST" and form.is_valid():
        actions.hand_over_duties(
            membership=membership,
            to=_member(form.cleaned_data["to"]),
            leaves=form.cleaned_data["after"] == "leaves",
            to_post=form.cleaned_data["to_post"],
            by=actor_of(request),
            at=clock.now(),
        )
        messages.success(request, _("担当を引き継ぎました。"))
        return redirect("identity:people")
    shown = {
        "form": form,
        "membership": membership,
        "holds": queries.held_by(Holder(person_id=membership.person_id)),
    }
    return render(request, "identity/member_hand_over.html", shown, status=422 if form.errors else 200)


def _member(ref: str) -> Membership:
    current = Membership.objects.current(clock.today()).select_related("person", "post")
    found: Membership = get_object_or_404(current, ref=ref)
    return found


def _organisation(request: HttpRequest) -> Organisation:
    return cast(Organisation, cast(Any, request).organisation)
