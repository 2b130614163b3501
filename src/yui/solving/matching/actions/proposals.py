"""Proposals: suppliers write and hand them in, towns read and choose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit, events
from yui.kernel.access import Actor, Refused, action
from yui.solving.matching.actions.answering import ReasonMissing
from yui.solving.matching.actions.states import TAKING_PROPOSALS
from yui.solving.matching.events import ProposalSubmitted
from yui.solving.matching.models import Introduction, Proposal
from yui.solving.matching.permissions import Permission
from yui.solving.matching.rules.proposing import Offer, evidence_field, missing_before_submission, stray_evidence
from yui.solving.needs import queries as needs
from yui.solving.needs.queries import NeedFacts
from yui.solving.solutions import queries as solutions

_WANTED = {
    "summary": _("提案を一文で書いてください。"),
    "initial_yen": _("はじめの費用を入れてください。かからないときは0を入れます。"),
    "initial_unit": _("はじめの費用の数えかたを選んでください。"),
    "running_yen": _("運用の費用を入れてください。かからないときは0を入れます。"),
    "running_unit": _("運用の費用の数えかたと期間を選んでください。"),
    "available_on": _("始められる日を入れてください。"),
    "used_by": _("使っている団体を書くか、「まだどこも使っていない」に印を付けてください。"),
}


class ProposalIncomplete(Refused):
    """Something the town needs for judging is missing; `fields` names it (R6.5)."""

    code = "proposal-incomplete"

    def __init__(self, missing: Sequence[str], need: NeedFacts) -> None:
        asked = {evidence_field(pk): text for pk, text in need.essential}
        fields = {name: _WANTED.get(name) or _evidence_wanted(asked[name]) for name in missing}
        count = {"count": len(missing)}
        super().__init__(
            _("提出するには、あと%(count)s項目の記入が要ります。書いた内容は残っています。") % count, fields=fields
        )


class ProposalsClosed(Refused):
    """The need takes no proposals, or not yet, or no longer."""

    code = "proposals-closed"
    status = 409
    message = _("このニーズは、いま提案を受け付けていません。下書きは残ります。")


class UnknownUsers(Refused):
    """Some of those said to use it are no governments."""

    code = "unknown-users"


@action(Permission.WRITE_PROPOSAL)
def draft_proposal(
    *,
    need: NeedFacts,
    service_id: int,
    offer: Offer,
    price_note: str = "",
    introduction: Introduction | None = None,
    by: Actor,
    at: datetime,
) -> Proposal:
    """Begin a proposal of one's own service for a public need; nobody else sees it yet."""
    _taking(need)
    assert by.organisation_id is not None
    proposal = Proposal(
        owner_id=by.organisation_id,
        need_id=need.pk,
        need_title=need.title,
        need_url=need.url,
        need_owner_id=need.owner_id,
        service_id=service_id,
        introduction=introduction,
    )
    _write(proposal, need, offer, price_note)
    audit.record("matching.proposal_drafted", of=proposal, after={"need": need.ref})
    return proposal


@action(Permission.WRITE_PROPOSAL)
def revise_proposal(*, proposal: Proposal, offer: Offer, price_note: str = "", by: Actor, at: datetime) -> Proposal:
    """Write a proposal anew, as far as it is; one that was handed in must be withdrawn first."""
    proposal.machine.target("submit", proposal.state)
    _write(proposal, _need(proposal), offer, price_note)
    audit.record("matching.proposal_revised", of=proposal)
    return proposal


@action(Permission.WRITE_PROPOSAL)
def submit_proposal(*, proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """Hand a proposal in: complete, and while the need takes proposals."""
    need = _need(proposal)
    _taking(need)
    if missing := missing_before_submission(proposal.as_offer(), [pk for pk, _text in need.essential]):
        raise ProposalIncomplete(missing, need)
    proposal.move("submit", at=at)
    audit.record("matching.proposal_submitted", of=proposal, after={"need": need.ref})
    events.publish(ProposalSubmitted(proposal_id=proposal.pk))
    return proposal


@action(Permission.WRITE_PROPOSAL)
def withdraw_proposal(*, proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """Take a proposal back before the town has decided."""
    proposal.move("withdraw", at=at)
    audit.record("matching.proposal_withdrawn", of=proposal)
    return proposal


@action(Permission.JUDGE_PROPOSAL)
def select_proposal(*, proposal: Proposal, feedback: str = "", by: Actor, at: datetime) -> Proposal:
    """Choose a proposal."""
    proposal.move("select", at=at, feedback=feedback.strip())
    audit.record("matching.proposal_selected", of=proposal)
    return proposal


@action(Permission.JUDGE_PROPOSAL)
def turn_down_proposal(*, proposal: Proposal, feedback: str, by: Actor, at: datetime) -> Proposal:
    """Do not choose a proposal, and tell its supplier why: nobody is left without an answer."""
    if not feedback.strip():
        sentence = _("選ばなかった理由を、提案した団体へ書いてください。")
        raise ReasonMissing(sentence, fields={"feedback": sentence})
    proposal.move("turn_down", at=at, feedback=feedback.strip())
    audit.record("matching.proposal_turned_down", of=proposal)
    return proposal


def _need(proposal: Proposal) -> NeedFacts:
    need = needs.facts([proposal.need_id]).get(proposal.need_id)
    if need is None:
        raise ProposalsClosed
    return need


def _taking(need: NeedFacts) -> None:
    if need.state not in TAKING_PROPOSALS:
        raise ProposalsClosed


def _write(proposal: Proposal, need: NeedFacts, offer: Offer, price_note: str) -> None:
    required = dict(need.essential)
    strays = set(stray_evidence(offer, list(required)))
    proposal.used_by = _users(offer)
    proposal.evidence = [
        {"requirement": pk, "asked": required[pk], "text": offer.evidence[pk].strip()}
        for pk in required
        if pk in offer.evidence and pk not in strays
    ]
    proposal.price_note = price_note.strip()
    for name in [
        "summary",
        "initial_yen",
        "initial_unit",
        "running_yen",
        "running_unit",
        "available_on",
        "no_users_yet",
    ]:
        setattr(proposal, name, getattr(offer, name))
    proposal.save()


def _users(offer: Offer) -> list[dict[str, Any]]:
    found = solutions.governments_named(offer.used_by)
    if found.unknown:
        lines = "、".join(line for line, _near in found.unknown)
        sentence = _("「%(lines)s」という市区町村は見つかりません。団体コードか名前を確かめてください。") % {
            "lines": lines
        }
        raise UnknownUsers(sentence, fields={"used_by": sentence})
    return [{"code": one.code, "name": one.name} for one in found.adopters]


def _evidence_wanted(asked: str) -> object:
    return _("「%(asked)s」への証拠を書いてください。") % {"asked": asked}
