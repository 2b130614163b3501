"""What waits for somebody in this room."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.solving.matching.models import Candidate, GroupState, Introduction, JointGroup, Proposal, ProposalState
from yui.solving.matching.permissions import Permission
from yui.solving.matching.queries.working import OPEN
from yui.solving.needs import queries as needs
from yui.solving.waiting import Waiting

MOST_OF_A_KIND = 20


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything of this room that waits for the actor, by due date; at most 20 of each kind."""
    if actor.organisation_id is None:
        return []
    found: list[Waiting] = []
    if actor.may(Permission.ANSWER_INTRODUCTION):
        found += _to_answer(actor.organisation_id)
    if actor.may(Permission.JUDGE_PROPOSAL):
        found += _to_judge(actor.organisation_id)
    if actor.may(Permission.COORDINATE):
        found += _to_introduce(actor.organisation_id)
    if actor.may(Permission.CONFIRM_GROUP):
        found += _to_confirm()
    return sorted(found, key=lambda item: item.order)


def _to_answer(organisation: int) -> Iterator[Waiting]:
    open_ones = Introduction.visible.unanswered_by(organisation).select_related("owner").order_by("answer_by", "pk")
    for one in open_ones[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="matching.introduction",
            label=_("紹介に返事をする"),
            title=one.target_title if one.government_id == organisation else one.need_title,
            url=reverse("matching:introduction", args=[one.ref]),
            due_at=one.answer_by,
            since_at=one.introduced_at,
            detail=_("もうすぐ期限です") if one.reminded_on else one.owner.name,
        )


def _to_judge(town: int) -> Iterator[Waiting]:
    handed_in = Proposal.shared.filter(need_owner_id=town, state=ProposalState.SUBMITTED).select_related("owner")
    for one in handed_in.order_by("submitted_at", "pk")[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="matching.proposal",
            label=_("届いた提案を読む"),
            title=one.need_title,
            url=reverse("matching:received_one", args=[one.ref]),
            since_at=one.submitted_at,
            detail=one.owner.name,
        )


def _to_introduce(bureau: int) -> Iterator[Waiting]:
    """Needs for which candidates were found and nobody has been introduced yet."""
    every = Candidate.visible.filter(bureau_id=bureau, need__state__in=OPEN)
    begun = every.exclude(state="waiting").values("need_id")
    rows = every.exclude(need_id__in=begun).order_by().values_list("need_id").annotate(since=Min("created_at"))
    since = dict(rows.order_by("since")[:MOST_OF_A_KIND])
    for need in needs.facts(since).values():
        yield Waiting(
            kind="matching.candidates",
            label=_("候補を確かめて紹介する"),
            title=need.title,
            url=reverse("matching:candidates", args=[need.ref]),
            since_at=since[need.pk],
            detail=need.owner_name,
        )


def _to_confirm() -> Iterator[Waiting]:
    for group in JointGroup.objects.filter(state=GroupState.PROPOSED).order_by("created_at")[:MOST_OF_A_KIND]:
        yield Waiting(
            kind="matching.group",
            label=_("似たニーズのまとまりを確かめる"),
            title=group.name,
            url=reverse("matching:groups"),
            since_at=group.created_at,
        )
