"""Pages of one's own account: name, organisations, rights; and joining an organisation by its link."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import PUBLIC, SIGNED_IN, Refused, page
from yui.kernel.identity import actions, queries
from yui.kernel.identity.acting import MEMBERSHIP_IN_SESSION, actor_of
from yui.kernel.identity.forms.organisation import ProfileForm
from yui.kernel.identity.models import Invitation, Person
from yui.kernel.identity.permissions import Permission
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing


@page(SIGNED_IN)
def profile(request: HttpRequest) -> HttpResponse:
    """My name, how I sign in, and for whom I act."""
    person = _person(request)
    editing, act = Editing(request, Person.objects.get(pk=person.pk), ProfileForm.of), actions.change_profile
    if editing.saved(lambda one, form: act(person=one, **form.cleaned_data, by=actor_of(request), at=clock.now())):
        messages.success(request, _("名前を変えました。"))
        return redirect("identity:profile")
    shown = {"form": editing.form, "editing": editing, "person": person}
    return render(request, "identity/profile.html", shown, status=editing.status)


@page(Permission.CHOOSE_ORGANISATION)
@require_POST
def acting(request: HttpRequest) -> HttpResponse:
    """Act for another of my organisations, then go on."""
    held = cast(Any, request).memberships
    membership = next((m for m in held if m.ref == request.POST.get("membership")), None)
    if membership is None:
        raise Http404
    actions.choose_organisation(membership=membership, by=actor_of(request), at=clock.now())
    request.session[MEMBERSHIP_IN_SESSION] = membership.ref
    messages.success(request, _("%(name)sの立場になりました。") % {"name": membership.owner.name})
    wanted = request.POST.get("next", "")
    return redirect(wanted if get_adapter(request).is_safe_url(wanted) else "/desk/")


@page(SIGNED_IN)
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Why may I? Each permission in words, with the role it comes from."""
    return render(request, "identity/rights.html", {"roles": queries.rights(actor_of(request).roles)})


@page(PUBLIC)
def join(request: HttpRequest, organisation: str, secret: str) -> HttpResponse:
    """What a link of invitation opens: who invites, and the way to join with or without an account."""
    invitation = queries.invitation_by_link(organisation, secret)
    usable = invitation is not None and invitation.is_usable(clock.now())
    if invitation is None or not usable:
        return render(request, "identity/join_over.html", status=410)
    if request.method == "POST" and request.user.is_authenticated:
        return _joined(request, invitation)
    if not request.user.is_authenticated:
        # The link came by mail, so whoever opens it reads that mail: a new account need not prove the address again.
        get_adapter().stash_verified_email(request, invitation.email)
    return render(request, "identity/join.html", {"invitation": invitation, "refusal": None})


def _joined(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    by = actor_of(request).turning_to(invitation.owner)
    try:
        membership = actions.accept_invitation(invitation=invitation, person=_person(request), by=by, at=clock.now())
    except Refused as refusal:
        return render(
            request, "identity/join.html", {"invitation": invitation, "refusal": refusal}, status=refusal.status
        )
    request.session[MEMBERSHIP_IN_SESSION] = membership.ref
    messages.success(request, _("%(name)sに参加しました。") % {"name": invitation.owner.name})
    return redirect("/desk/")


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
