"""Buttons of matching's pages that no story presses: what they do, and that nobody else's press does anything."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from tests.solving.matching.test_proposals import handed_in
from yui.kernel.access import Role
from yui.kernel.jobs.models import Job
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions
from yui.solving.matching.grouping import FoundGroup
from yui.solving.matching.models import Candidate, GroupState, JointGroup, Member, Proposal, Weights
from yui.solving.needs.models import Need

pytestmark = pytest.mark.django_db


def browser(of: Any, *roles: Role) -> Client:
    client = Client()
    client.force_login(make.member(of, *roles).person)
    return client


def coordinators() -> Client:
    return browser(making.bureau(), Role.COORDINATOR)


def said(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


@pytest.fixture
def group() -> JointGroup:
    """A proposed group of two towns, and a third town's need that is perhaps alike."""
    needs = [making.need(), making.need(making.town("潮見浦町"), title="海鳴りの夜も防災無線を届けたい")]
    near = making.need(making.town("榊野市"), title="窓を閉めた家にも放送を届けたい")
    found = FoundGroup(tuple(one.pk for one in needs), neighbours=(near.pk,), likeness=0.9)
    return actions.propose_group(found=found, needs=needs, by=making.coordinator(), at=AT)


def members(group: JointGroup) -> int:
    with acting_for(making.bureau()):
        return int(Member.objects.filter(group=group).count())


def test_a_neighbour_is_taken_into_a_group_once(group: JointGroup) -> None:
    client = coordinators()
    need = making.fresh(group.neighbours[0])
    address = f"/desk/matching/groups/{group.ref}/add/{need.ref}"

    taken = client.post(address)
    again = client.post(address)

    assert (taken.status_code, again.status_code) == (302, 422)
    assert "同じまちのニーズは一つだけ選べます" in again.content.decode()
    assert members(group) == 3
    assert address not in said(client, "/desk/matching/groups/")


def test_a_group_that_is_none_is_not_shown_again(group: JointGroup) -> None:
    client = coordinators()

    assert client.post(f"/desk/matching/groups/{group.ref}/dissolve").status_code == 302

    with acting_for(making.bureau()):
        assert JointGroup.objects.get().state == GroupState.DISSOLVED
    assert "確かめるまとまりはありません" in said(client, "/desk/matching/groups/")


def test_a_group_whose_name_is_too_long_is_not_confirmed_and_keeps_what_was_typed(group: JointGroup) -> None:
    answer = coordinators().post(
        f"/desk/matching/groups/{group.ref}/confirm", {"name": "長" * 81, "note": "聞き直しができない点が同じ"}
    )

    assert answer.status_code == 422
    assert "聞き直しができない点が同じ" in answer.content.decode()
    with acting_for(making.bureau()):
        assert JointGroup.objects.get().state == GroupState.PROPOSED


def test_another_bureau_finds_no_group_of_ours(group: JointGroup) -> None:
    stranger = browser(make.organisation("別の局", "bureau"), Role.COORDINATOR)

    for step in ("confirm", "dissolve", f"add/{making.fresh(group.neighbours[0]).ref}"):
        assert stranger.post(f"/desk/matching/groups/{group.ref}/{step}").status_code == 404
    assert members(group) == 2


def test_what_was_learnt_is_switched_on_and_off_by_a_press() -> None:
    with acting_for(making.bureau()):
        weights = Weights.objects.create(owner=making.bureau(), words=0.4, learnt_from=50, learnt_at=AT)
    client, address = coordinators(), f"/desk/matching/learning/{weights.ref}/switch"

    in_force = []
    for pressed in ({"on": "yes"}, {}):
        assert client.post(address, pressed).status_code == 302
        with acting_for(making.bureau()):
            in_force.append(Weights.objects.get().in_force)

    assert in_force == [True, False]
    assert browser(make.organisation("別の局", "bureau"), Role.COORDINATOR).post(address).status_code == 404


def test_too_few_choices_are_told_with_their_number() -> None:
    making.introduced()

    answer = coordinators().post("/desk/matching/learning/learn")

    assert answer.status_code == 422
    assert "いまは1件です" in answer.content.decode()
    with acting_for(making.bureau()):
        assert Weights.objects.count() == 0


def test_a_proposal_is_taken_back_by_its_vendor_alone() -> None:
    proposal = handed_in(making.need())
    address = f"/desk/proposals/{proposal.ref}/withdraw"

    assert browser(make.vendor("別の会社"), Role.SUPPLIER).post(address).status_code == 404
    assert browser(make.vendor(), Role.SUPPLIER).post(address).status_code == 302

    with acting_for(proposal.owner_id):
        assert Proposal.objects.get().state == "withdrawn"


def test_candidates_are_sought_again_at_a_press_of_their_coordinator_only() -> None:
    candidate = making.candidate()
    with acting_for(making.bureau()):
        ref = Candidate.shared.select_related("need").get(pk=candidate.pk).need.ref
    waiting = Job.objects.filter(state="ready").count()
    address = f"/desk/matching/needs/{ref}/again"

    assert browser(making.town(), Role.OFFICIAL).post(address).status_code == 404
    assert Job.objects.filter(state="ready").count() == waiting
    assert coordinators().post(address).status_code == 302
    assert Job.objects.filter(state="ready").count() > waiting


def test_a_need_that_its_bureau_does_not_coordinate_shows_no_candidates() -> None:
    need = making.need()
    elsewhere = browser(make.organisation("別の局", "bureau"), Role.COORDINATOR)

    assert elsewhere.get(f"/desk/matching/needs/{need.ref}").status_code == 404
    assert coordinators().get(f"/desk/matching/needs/{need.ref}").status_code == 200


def test_words_to_both_sides_stay_on_the_page_when_the_need_has_ended() -> None:
    candidate = making.candidate()
    with acting_for(making.bureau()):
        need = Candidate.shared.select_related("need").get(pk=candidate.pk).need
    with acting_for(making.town()):
        Need.objects.filter(pk=need.pk).update(state="declined", decline_reason="budget")

    answer = coordinators().post(
        f"/desk/matching/candidates/{candidate.ref}/introduce", {"message": "一度お話しください。"}
    )

    assert answer.status_code == 422
    assert "もう相手を探していません" in answer.content.decode()
    assert "一度お話しください。" in answer.content.decode()
