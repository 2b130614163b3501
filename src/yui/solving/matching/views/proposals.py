"""Proposals: suppliers write them, towns read and choose."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yui.kernel.access import Refused, page
from yui.kernel.identity.acting import actor_of
from yui.kernel.web import clock, render
from yui.kernel.web.editing import Editing
from yui.kernel.web.forms import show_refusal
from yui.solving.matching import actions, queries
from yui.solving.matching.forms import JudgeForm, ProposalForm
from yui.solving.matching.models import Introduction, Proposal, ProposalState
from yui.solving.matching.permissions import Permission
from yui.solving.matching.views.finding_records import need_or_404, or_404, organisation_of
from yui.solving.needs.queries import NeedFacts
from yui.solving.solutions import queries as solutions


@page(Permission.WRITE_PROPOSAL)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The supplier's own proposals."""
    paging, rows = queries.own_proposals(request)
    return render(request, "matching/proposals.html", {"page": paging, "proposals": rows})


@page(Permission.WRITE_PROPOSAL)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a proposal: `?need=…&service=…`, perhaps `&introduction=…`; without a service, choose one of one's own."""
    need = need_or_404(request.GET.get("need", ""))
    service = _own_service(request.GET.get("service", ""))
    if service is None:
        own = [one for one in solutions.own_services() if one.state.value == "published"]
        return render(request, "matching/proposal_service.html", {"need": need, "services": own})
    introduced = Introduction.shared.filter(ref=request.GET.get("introduction", "")[:10], need_id=need.pk).first()
    editing = Editing(request, None, lambda one, typed: ProposalForm.of(one, typed, need=need))
    drafted: dict[str, Any] = {"need": need, "service_id": service, "introduction": introduced}
    if editing.saved(lambda _none, form: actions.draft_proposal(**drafted, **_told(request, form))):
        return _after_saving(request, editing, need)
    return _form_page(request, editing, need)


@page(Permission.WRITE_PROPOSAL)
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    """Write on, and hand in when complete."""
    proposal: Proposal = or_404(Proposal.objects.select_related("owner", "service"), ref=ref)
    need = queries.needs_of([proposal.need_id]).get(proposal.need_id)
    if need is None or proposal.state not in {ProposalState.DRAFT, ProposalState.WITHDRAWN}:
        return render(request, "matching/proposal.html", {"shown": queries.proposal_page(proposal), "own": True})
    editing = Editing(request, proposal, lambda one, typed: ProposalForm.of(one, typed, need=need))
    if editing.saved(lambda one, form: actions.revise_proposal(proposal=one, **_told(request, form))):
        return _after_saving(request, editing, need)
    return _form_page(request, editing, need)


@page(Permission.WRITE_PROPOSAL)
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a proposal back."""
    proposal: Proposal = or_404(Proposal.objects, ref=ref)
    actions.withdraw_proposal(proposal=proposal, by=actor_of(request), at=clock.now())
    messages.success(request, _("提案を取り下げました。書いた内容は残っています。"))
    return redirect("matching:proposals")


@page(Permission.READ_PROPOSAL)
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """What was handed in to one's own town."""
    paging, rows = queries.received_proposals(request, organisation_of(request))
    return render(request, "matching/received.html", {"page": paging, "proposals": rows})


@page(Permission.READ_PROPOSAL)
def received_one(request: HttpRequest, ref: str) -> HttpResponse:
    """One proposal with its evidence; who may, chooses."""
    door = Proposal.shared.handed_in().filter(need_owner_id=organisation_of(request)).select_related("owner", "service")
    proposal: Proposal = or_404(door, ref=ref)
    form = JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        choose: Any = {"select": actions.select_proposal, "turn_down": actions.turn_down_proposal}
        try:
            choose[form.cleaned_data["choice"]](
                proposal=proposal, feedback=form.cleaned_data["feedback"], by=actor_of(request), at=clock.now()
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("決めたことを、提案した団体へ知らせました。"))
            return redirect("matching:received")
    context = {
        "shown": queries.proposal_page(proposal),
        "own": False,
        "form": form,
        "may_judge": actor_of(request).may(Permission.JUDGE_PROPOSAL),
    }
    return render(request, "matching/proposal.html", context, status=422 if form.errors else 200)


def _own_service(ref: str) -> int | None:
    return solutions.own_published(ref) if ref else None


def _told(request: HttpRequest, form: ProposalForm) -> dict[str, Any]:
    note = form.cleaned_data["price_note"]
    return {"offer": form.offer(), "price_note": note, "by": actor_of(request), "at": clock.now()}


def _after_saving(request: HttpRequest, editing: Editing, need: NeedFacts) -> HttpResponse:
    if request.POST.get("then") != "submit":
        messages.success(request, _("保存しました。"))
        return redirect("matching:proposal", editing.record.ref)
    try:
        actions.submit_proposal(proposal=editing.record, by=actor_of(request), at=clock.now())
    except Refused as refused:
        show_refusal(editing.form, refused)
        return _form_page(request, editing, need)
    messages.success(request, _("提案を出しました。まちが読めるようになりました。"))
    return redirect("matching:proposals")


def _form_page(request: HttpRequest, editing: Editing, need: NeedFacts) -> HttpResponse:
    context = {"form": editing.form, "editing": editing, "need": need, "proposal": editing.record}
    return render(request, "matching/proposal_form.html", context, status=editing.status)
