"""What waits for somebody in this room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import BigIntegerField, DateField, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Actor
from yui.kernel.tenancy import Given, compiled
from yui.kernel.web import clock
from yui.kernel.web.navigation import address_of
from yui.solving.matching.models import (
    Candidate,
    CandidateState,
    GroupState,
    Introduction,
    IntroductionState,
    JointGroup,
    Proposal,
    ProposalState,
)
from yui.solving.matching.permissions import Permission
from yui.solving.matching.queries.outcomes import ended_on, last_in_vain, outcome
from yui.solving.matching.queries.working import OPEN
from yui.solving.needs import queries as needs
from yui.solving.waiting import MOST_OF_A_KIND, Waiting


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
    for one in _unanswered().ask(side=organisation, today=clock.today()):
        yield Waiting(
            kind="matching.introduction",
            label=_("紹介に返事をする"),
            title=one.target_title if one.government_id == organisation else one.need_title,
            url=address_of("matching:introduction", one.ref),
            due_at=one.answer_by,
            since_at=one.introduced_at,
            detail=_("もうすぐ期限です") if one.reminded_on else one.owner.name,
        )


def _to_judge(town: int) -> Iterator[Waiting]:
    for one in _handed_in().ask(town=town):
        yield Waiting(
            kind="matching.proposal",
            label=_("届いた提案を読む"),
            title=one.need_title,
            url=address_of("matching:received_one", one.ref),
            since_at=one.submitted_at,
            detail=one.owner.name,
        )


def _to_introduce(bureau: int) -> Iterator[Waiting]:
    """Needs with candidates of which no introduction waits or was agreed; where some were in vain, how the last one ended."""
    today = clock.today()
    since: dict[int, datetime] = dict(_nobody_introduced().ask(bureau=bureau, today=today))
    told, in_vain = needs.facts(since), last_in_vain(since, today)
    for need in told.values():
        last = in_vain.get(need.pk)
        ended = _("前の紹介：%(outcome)s") % {"outcome": outcome(last, today)} if last else ""
        yield Waiting(
            kind="matching.candidates",
            label=_("候補を確かめて紹介する") if last is None else _("ほかの候補を紹介する"),
            title=need.title,
            url=address_of("matching:candidates", need.ref),
            since_at=since[need.pk] if last is None else ended_on(last),
            detail=f"{need.owner_name}　{ended}" if ended else need.owner_name,
        )


def _to_confirm() -> Iterator[Waiting]:
    for group in _proposed_groups().ask():
        yield Waiting(
            kind="matching.group",
            label=_("似たニーズのまとまりを確かめる"),
            title=group.name,
            url=reverse("matching:groups"),
            since_at=group.created_at,
        )


@compiled
def _unanswered() -> QuerySet[Introduction]:
    asked = Introduction.visible.unanswered_by(Given("side", BigIntegerField()), on=Given("today", DateField()))
    return asked.select_related("owner").order_by("answer_by", "pk")[:MOST_OF_A_KIND]


@compiled
def _handed_in() -> QuerySet[Proposal]:
    of_town = Proposal.shared.filter(need_owner_id=Given("town", BigIntegerField()), state=ProposalState.SUBMITTED)
    return of_town.select_related("owner").order_by("submitted_at", "pk")[:MOST_OF_A_KIND]


@compiled
def _nobody_introduced() -> QuerySet[Candidate, tuple[int, datetime]]:
    """The needs of a bureau that nobody was introduced for, or in vain: all that was tried is over, and nothing agreed."""
    every = Candidate.visible.filter(bureau_id=Given("bureau", BigIntegerField()), need__state__in=OPEN)
    made = Introduction.objects.exclude(state=IntroductionState.WITHDRAWN)
    alive = Introduction.objects.open(Given("today", DateField())) | Introduction.objects.filter(
        state=IntroductionState.AGREED
    )
    tried = Q(state=CandidateState.WAITING) | Q(need_id__in=made.values("need_id"))
    rows = every.filter(tried).exclude(need_id__in=alive.values("need_id"))
    return rows.order_by().values_list("need_id").annotate(since=Min("created_at")).order_by("since")[:MOST_OF_A_KIND]


@compiled
def _proposed_groups() -> QuerySet[JointGroup]:
    return JointGroup.objects.filter(state=GroupState.PROPOSED).order_by("created_at")[:MOST_OF_A_KIND]
