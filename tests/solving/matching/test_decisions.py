"""What coordinators decide: nothing half done, nothing counted that was taken back, nothing for a need that has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from yui.kernel.access import NotPermitted
from yui.kernel.audit.models import Entry
from yui.kernel.jobs import run_pending
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions, jobs, queries
from yui.solving.matching.actions.grouping import GroupNotPossible
from yui.solving.matching.actions.introducing import NeedNotOpen
from yui.solving.matching.grouping import FoundGroup
from yui.solving.matching.models import Candidate, Introduction, JointGroup, Judgement, Member
from yui.solving.needs.actions import withdraw_need

pytestmark = pytest.mark.django_db


def stages() -> dict[str, int]:
    with acting_for(None):
        return dict(queries.funnel().stages)


def two_candidates() -> list[Candidate]:
    """Two services found for one need."""
    making.service()
    making.service(name="ことづて二号")
    return [one for one in making.found() if one.kind == "service"]


def at_the_bureau(candidate: Candidate) -> Candidate:
    with acting_for(making.bureau()):
        return Candidate.shared.select_related("need").get(pk=candidate.pk)


def test_nobody_is_introduced_for_a_need_that_was_taken_back_meanwhile() -> None:
    candidate = making.candidate()
    withdraw_need(need=at_the_bureau(candidate).need, note="庁内で解決した。", by=make.manager(making.town()), at=AT)
    seen = Candidate(**{field.attname: getattr(candidate, field.attname) for field in Candidate._meta.concrete_fields})

    with pytest.raises(NeedNotOpen) as refused:
        actions.introduce(candidate=seen, message=making.MESSAGE, by=making.coordinator(), at=AT)

    assert "もう相手を探していません" in str(refused.value.message)
    with acting_for(making.bureau()):
        assert (Introduction.objects.count(), Judgement.objects.count()) == (0, 0)
        assert not Entry.objects.filter(code="matching.introduced").exists()


def test_an_introduction_without_words_leaves_everything_as_it_was() -> None:
    candidate = making.candidate()

    with pytest.raises(actions.ReasonMissing):
        actions.introduce(candidate=candidate, message=" \n　", by=making.coordinator(), at=AT)

    assert at_the_bureau(candidate).state == "waiting"
    with acting_for(making.bureau()):
        assert (Introduction.objects.count(), Judgement.objects.count()) == (0, 0)


def test_the_funnel_forgets_introductions_only_when_the_last_one_is_taken_back() -> None:
    first, second = two_candidates()
    for candidate in (first, second):
        actions.introduce(candidate=candidate, message=making.MESSAGE, by=making.coordinator(), at=AT)
    assert stages()["introduced"] == 1

    actions.undo_decision(candidate=at_the_bureau(first), by=making.coordinator(), at=AT)
    assert stages()["introduced"] == 1

    actions.undo_decision(candidate=at_the_bureau(second), by=making.coordinator(), at=AT)
    assert stages()["introduced"] == 0


def test_a_decision_taken_back_is_no_judgement_and_keeps_no_reason() -> None:
    candidate = making.candidate()
    actions.decline_candidate(candidate=candidate, reason="cost", note="高い", by=making.coordinator(), at=AT)
    assert [one.chosen for one in judgements()] == [False]

    undone = actions.undo_decision(candidate=at_the_bureau(candidate), by=making.coordinator(), at=AT)

    assert (undone.state, undone.decline_reason, undone.decline_note) == ("waiting", "", "")
    assert judgements() == []


def test_a_second_thought_replaces_the_first_judgement() -> None:
    candidate = making.candidate()
    actions.decline_candidate(candidate=candidate, reason="timing", by=making.coordinator(), at=AT)
    actions.undo_decision(candidate=at_the_bureau(candidate), by=making.coordinator(), at=AT)

    actions.introduce(candidate=at_the_bureau(candidate), message=making.MESSAGE, by=making.coordinator(), at=AT)

    assert [one.chosen for one in judgements()] == [True]


def judgements() -> list[Judgement]:
    with acting_for(making.bureau()):
        return list(Judgement.objects.all())


def test_what_was_introduced_is_weighed_anew_and_stays_introduced() -> None:
    introduction = making.introduced()
    actions.ask_for_candidates(need=making.fresh(introduction.need_id), by=making.coordinator(), at=AT)
    run_pending()

    with acting_for(making.bureau()):
        assert Candidate.shared.get(pk=introduction.candidate_id).state == "introduced"
        assert Introduction.objects.get().state == "introduced"


def test_a_town_and_its_vendor_do_not_coordinate() -> None:
    candidate = making.candidate()

    for by in (making.for_town(), making.for_vendor()):
        with pytest.raises(NotPermitted):
            actions.undo_decision(candidate=candidate, by=by, at=AT)
        with pytest.raises(NotPermitted):
            actions.decline_candidate(candidate=candidate, reason="cost", by=by, at=AT)


def test_another_bureau_decides_nothing_here() -> None:
    candidate = making.candidate()
    stranger = make.coordinator(make.organisation("別の局", "bureau"))

    with pytest.raises(IllegalMove):  # no row of theirs to move
        actions.decline_candidate(candidate=candidate, reason="cost", by=stranger, at=AT)

    assert at_the_bureau(candidate).state == "waiting"


def test_an_introduction_half_answered_is_closed_after_its_day_and_never_agreed(monkeypatch: Any) -> None:
    introduction = making.introduced()
    actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_town(), at=AT)

    monkeypatch.setattr(jobs.timezone, "now", lambda: AT + timedelta(days=30))
    jobs.close_unanswered()

    with acting_for(making.bureau()):
        assert Introduction.objects.get().state == "expired"
    assert stages()["agreed"] == 0


def test_two_needs_of_one_town_make_no_group_and_leave_nothing_behind() -> None:
    needs = [making.need(), making.need(title="防災無線の聞き直しを電話でできるようにしたい")]

    with pytest.raises(GroupNotPossible) as refused:
        actions.form_group(name="防災無線", note="", needs=needs, by=making.coordinator(), at=AT)

    assert "ちがうまちのニーズが二つ以上" in str(refused.value.message)
    with acting_for(making.bureau()):
        assert (JointGroup.objects.count(), Member.objects.count()) == (0, 0)


def test_a_dissolved_group_is_seen_by_nobody_outside() -> None:
    needs = [making.need(), making.need(making.town("潮見浦町"), title="海鳴りの夜も防災無線を届けたい")]
    group = actions.form_group(name="防災無線", note="", needs=needs, by=making.coordinator(), at=AT)
    with acting_for(None):
        assert Member.published.count() == 2

    actions.dissolve_group(group=group, by=making.coordinator(), at=AT)

    with acting_for(None):
        assert (JointGroup.published.count(), Member.published.count()) == (0, 0)


def test_a_group_confirmed_without_a_name_keeps_the_one_it_had() -> None:
    needs = [making.need(), making.need(making.town("潮見浦町"), title="海鳴りの夜も防災無線を届けたい")]
    found = FoundGroup(tuple(one.pk for one in needs), neighbours=(), likeness=0.9)
    group = actions.propose_group(found=found, needs=needs, by=making.coordinator(), at=AT)

    confirmed = actions.confirm_group(group=group, name="　", by=making.coordinator(), at=AT)

    assert confirmed.name == needs[0].title
    with acting_for(None):
        assert Member.published.count() == 2
