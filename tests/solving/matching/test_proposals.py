"""Proposals: the gate of essential requirements, and who reads what when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.tenancy.doors import NotYours
from yui.solving.matching import actions, queries
from yui.solving.matching.models import Proposal, ProposalState
from yui.solving.matching.rules.proposing import Offer
from yui.solving.needs.queries import NeedFacts

pytestmark = pytest.mark.django_db


def offer(need: NeedFacts, **changes: Any) -> Offer:
    complete = Offer(
        summary="上ノ瀬と下ノ瀬で三か月試し、村の全部へ広げる。",
        initial_yen=380_000,
        initial_unit="flat",
        running_yen=1_261_800,
        running_unit="flat/year",
        available_on=date(2027, 4, 1),
        used_by=("011002",),
        evidence={pk: f"証拠：{text}" for pk, text in need.essential},
    )
    return replace(complete, **changes)


def drafted(need: NeedFacts, **changes: Any) -> Proposal:
    service = making.service()
    return actions.draft_proposal(
        need=need, service_id=service.pk, offer=offer(need, **changes), by=making.for_vendor(), at=AT
    )


def handed_in(need: NeedFacts) -> Proposal:
    return actions.submit_proposal(proposal=drafted(need), by=making.for_vendor(), at=AT)


def test_a_complete_proposal_is_handed_in_and_waits_for_the_town() -> None:
    proposal = handed_in(making.need())
    official = making.for_town()

    with acting_for(official.organisation_id):
        assert Proposal.shared.handed_in().get() == proposal
        assert "matching.proposal" in [one.kind for one in queries.waiting_for(official)]


def test_an_unanswered_requirement_is_named_and_nothing_is_handed_in() -> None:
    need = making.need()
    (first, _), (second, text) = need.essential
    proposal = drafted(need, evidence={first: "あります。"})

    with pytest.raises(actions.ProposalIncomplete) as refused:
        actions.submit_proposal(proposal=proposal, by=making.for_vendor(), at=AT)

    assert list(refused.value.fields) == [f"evidence_{second}"]
    assert text in str(refused.value.fields[f"evidence_{second}"])
    with acting_for(make.vendor()):
        assert Proposal.objects.get().state == ProposalState.DRAFT


@pytest.mark.parametrize("lost", ["initial_yen", "running_yen", "running_unit", "available_on"])
def test_price_running_cost_and_date_are_asked_for_each(lost: str) -> None:
    need = making.need()
    proposal = drafted(need, **{lost: "" if lost.endswith("unit") else None})

    with pytest.raises(actions.ProposalIncomplete) as refused:
        actions.submit_proposal(proposal=proposal, by=making.for_vendor(), at=AT)

    assert list(refused.value.fields) == [lost]


def test_a_draft_is_not_read_by_the_town() -> None:
    drafted(making.need())

    with acting_for(making.town()):
        assert Proposal.visible.count() == 0


def test_a_proposal_is_read_by_its_town_only() -> None:
    handed_in(making.need())

    for stranger in (make.vendor("別の会社"), make.town("潮見浦町"), making.bureau()):
        with acting_for(stranger):
            assert Proposal.visible.count() == 0


def test_nothing_is_handed_in_after_the_deadline() -> None:
    from tests.solving.needs.making import reader, writer
    from yui.solving.needs import actions as needs_actions
    from yui.solving.needs.models import Need

    need = making.need()
    proposal = drafted(need)
    with acting_for(making.town()):
        record = Need.objects.get(pk=need.pk)
    for close in (needs_actions.close_questions, needs_actions.close_proposals):
        close(need=record, by=writer(making.town()) or reader(), at=AT)

    with pytest.raises(actions.ProposalsClosed):
        actions.submit_proposal(proposal=proposal, by=making.for_vendor(), at=AT)


def test_a_withdrawn_proposal_leaves_the_towns_list_and_can_come_back() -> None:
    proposal = handed_in(making.need())
    actions.withdraw_proposal(proposal=proposal, by=making.for_vendor(), at=AT)

    with acting_for(making.town()):
        assert Proposal.visible.count() == 0
    actions.submit_proposal(proposal=proposal, by=making.for_vendor(), at=AT)
    with acting_for(making.town()):
        assert Proposal.visible.count() == 1


def test_what_was_handed_in_is_not_rewritten() -> None:
    need = making.need()
    proposal = handed_in(need)

    with pytest.raises(IllegalMove):
        actions.revise_proposal(proposal=proposal, offer=offer(need), by=making.for_vendor(), at=AT)


def test_who_is_not_chosen_is_told_why() -> None:
    proposal = handed_in(making.need())

    with pytest.raises(actions.ReasonMissing):
        actions.turn_down_proposal(proposal=proposal, feedback="", by=making.for_town(), at=AT)
    actions.turn_down_proposal(
        proposal=proposal, feedback="世帯ごとの確かめができません。", by=making.for_town(), at=AT
    )

    with acting_for(make.vendor()):
        kept = Proposal.objects.get()
    assert (kept.state, kept.feedback) == (ProposalState.NOT_SELECTED, "世帯ごとの確かめができません。")


def test_another_town_chooses_nothing() -> None:
    proposal = handed_in(making.need())

    with pytest.raises((NotYours, IllegalMove)):
        actions.select_proposal(proposal=proposal, by=making.for_town(make.town("潮見浦町")), at=AT)


def test_evidence_for_what_was_not_asked_is_left_out() -> None:
    need = making.need()
    proposal = drafted(need, evidence={**offer(need).evidence, 999_999: "余計"})

    assert len(proposal.evidence) == len(need.essential)


def test_users_that_are_no_governments_are_refused() -> None:
    with pytest.raises(actions.UnknownUsers):
        drafted(making.need(), used_by=("ほげ町",))


def test_a_service_of_somebody_else_cannot_be_proposed() -> None:
    from django.db import DatabaseError, connection, transaction

    need, foreign = making.need(), making.service(make.vendor("別の会社"))

    with pytest.raises(DatabaseError), transaction.atomic():
        actions.draft_proposal(need=need, service_id=foreign.pk, offer=offer(need), by=making.for_vendor(), at=AT)
        connection.check_constraints()
