"""From a public need to candidates, to an introduction, to the agreement of both sides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from yui.kernel.access import NotPermitted
from yui.kernel.audit.models import Entry
from yui.kernel.jobs import run_pending
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions, jobs, queries
from yui.solving.matching.models import Candidate, CandidateState, Introduction, IntroductionState, Judgement
from yui.solving.solutions.rules import Price

pytestmark = pytest.mark.django_db


def test_a_public_need_has_candidates_with_reasons_and_costs_for_this_town() -> None:
    making.service(users=("011002",))
    need = making.need()

    found = making.found(need)

    service = next(one for one in found if one.kind == "service")
    told = [reason.text for reason in queries.reason_lines(service.reasons)]
    assert service.first_year == 380_000 + 900 * round(3_124 / 2.2)
    assert any(text.startswith("予算内（初年度 約") for text in told)
    assert "分野が同じです" in told
    assert "1団体が利用" in told
    assert service.bureau_id == making.bureau().pk


def test_a_service_published_later_becomes_a_candidate_by_itself() -> None:
    need = making.need()
    assert [one for one in making.found(need) if one.kind == "service"] == []

    making.service()

    assert [one.title for one in making.found(need) if one.kind == "service"] == ["ことづて電話"]


def test_needs_of_other_towns_are_candidates_and_own_ones_are_not() -> None:
    here = making.need()
    making.need(title="防災無線の聞き直しを電話でできるようにしたい")
    there = making.need(making.town("潮見浦町"), title="海鳴りの夜も防災無線の言葉が届くようにしたい")
    run_pending()

    jobs.propose(need_id=here.pk)

    assert [one.target for one in making.found(here) if one.kind == "need"] == [there.pk]


def test_a_withdrawn_service_is_no_candidate_any_more() -> None:
    from yui.solving.solutions.actions import withdraw_service

    service, need = making.service(), making.need()
    making.found(need)
    withdraw_service(service=service, by=making.for_vendor(), at=AT)
    run_pending()

    jobs.propose(need_id=need.pk)

    assert [one for one in making.found(need) if one.kind == "service"] == []


def test_seeking_again_keeps_what_was_decided() -> None:
    candidate = making.candidate()
    actions.decline_candidate(candidate=candidate, reason="cost", by=making.coordinator(), at=AT)

    jobs.propose(need_id=candidate.need_id)

    kept = making.found(making.fresh(candidate.need_id))
    assert [(one.pk, one.state, one.decline_reason) for one in kept if one.kind == "service"] == [
        (candidate.pk, CandidateState.DECLINED, "cost")
    ]


def test_a_service_on_the_wrong_network_stands_behind_and_says_so() -> None:
    making.service(name="庁内の電話", network="lgwan")
    making.service(name="遠い仕組み", body="水位を測る。", summary="水位を測る仕組み。", functions=("電話",))

    found = [one for one in making.found() if one.kind == "service"]

    assert [(one.title, one.fits) for one in found][-1] == ("庁内の電話", False)


def test_candidates_are_seen_by_the_town_and_its_bureau_only() -> None:
    making.candidate()
    other = make.organisation("別の局", "bureau")

    for organisation in (other, make.vendor(), make.town("潮見浦町")):
        with acting_for(organisation):
            assert Candidate.visible.count() == 0
    with acting_for(making.town()):
        assert Candidate.objects.count() == 1


def test_introducing_asks_both_sides_and_is_remembered_as_a_judgement() -> None:
    introduction = making.introduced()

    with acting_for(making.bureau()):
        judgement = Judgement.objects.get()
    assert (judgement.chosen, judgement.document) == (True, f"service:{introduction.service_id}")
    for actor in (making.for_town(), making.for_vendor()):
        with acting_for(actor.organisation_id, person=actor.person_id):
            assert [one.kind for one in queries.waiting_for(actor)] == ["matching.introduction"]


def test_an_introduction_needs_words_to_both_sides() -> None:
    with pytest.raises(actions.ReasonMissing) as refused:
        actions.introduce(candidate=making.candidate(), message="　", by=making.coordinator(), at=AT)

    assert "message" in refused.value.fields


def test_a_candidate_is_introduced_once() -> None:
    introduction = making.introduced()
    with acting_for(making.bureau()):
        candidate = Candidate.shared.get(pk=introduction.candidate_id)

    with pytest.raises(IllegalMove):
        actions.introduce(candidate=candidate, message="もう一度", by=making.coordinator(), at=AT)


def test_declining_takes_a_reason_of_the_closed_list() -> None:
    candidate = making.candidate()

    with pytest.raises(actions.ReasonMissing):
        actions.decline_candidate(candidate=candidate, reason="気分", by=making.coordinator(), at=AT)


def test_an_official_introduces_nobody() -> None:
    candidate = making.candidate()

    with pytest.raises(NotPermitted):
        actions.introduce(candidate=candidate, message="こんにちは", by=making.for_town(), at=AT)


def test_a_decision_is_taken_back_while_nobody_has_answered() -> None:
    introduction = making.introduced()
    with acting_for(making.bureau()):
        candidate = Candidate.shared.get(pk=introduction.candidate_id)

    actions.undo_decision(candidate=candidate, by=making.coordinator(), at=AT)

    with acting_for(making.bureau()):
        assert Candidate.shared.get(pk=candidate.pk).state == CandidateState.WAITING
        assert Introduction.objects.get().state == IntroductionState.WITHDRAWN
        assert Judgement.objects.count() == 0
    with acting_for(None):
        assert queries.funnel().introduced == 0


def test_an_answered_introduction_is_not_taken_back() -> None:
    introduction = making.introduced()
    actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_town(), at=AT)
    with acting_for(making.bureau()):
        candidate = Candidate.shared.get(pk=introduction.candidate_id)

    with pytest.raises(actions.AnsweredAlready):
        actions.undo_decision(candidate=candidate, by=making.coordinator(), at=AT)


@pytest.mark.parametrize("first", ["town", "vendor"])
def test_a_match_is_said_once_when_both_agreed(first: str) -> None:
    introduction = making.introduced()
    sides = [making.for_town(), making.for_vendor()]
    run_pending()

    for by in sides if first == "town" else reversed(sides):
        actions.answer_introduction(introduction=introduction, agrees=True, by=by, at=AT)

    with acting_for(making.bureau()):
        assert Introduction.objects.get().state == IntroductionState.AGREED
    with acting_for(None):
        assert queries.funnel().agreed == 1


def test_answering_with_what_was_read_before_the_other_answered_still_makes_one_match(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from yui.solving.matching.actions import answering

    introduction = making.introduced()
    said: list[object] = []
    monkeypatch.setattr(answering.events, "publish", said.append)
    with acting_for(making.town()):
        read_by_town = Introduction.shared.get(pk=introduction.pk)
    with acting_for(make.vendor()):
        read_by_vendor = Introduction.shared.get(pk=introduction.pk)

    actions.answer_introduction(introduction=read_by_town, agrees=True, by=making.for_town(), at=AT)
    actions.answer_introduction(introduction=read_by_vendor, agrees=True, by=making.for_vendor(), at=AT)

    assert sum(type(one).__name__ == "MatchAgreed" for one in said) == 1


def test_a_side_answers_once() -> None:
    introduction = making.introduced()
    actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_town(), at=AT)

    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_introduction(introduction=introduction, agrees=False, reason="cost", by=making.for_town(), at=AT)


def test_the_first_no_closes_an_introduction_and_is_counted_with_its_reason() -> None:
    introduction = making.introduced()

    actions.answer_introduction(
        introduction=introduction, agrees=False, reason="timing", note="在庫がない", by=making.for_vendor(), at=AT
    )

    with pytest.raises(IllegalMove):
        actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_town(), at=AT)
    with acting_for(None):
        funnel = queries.funnel()
    assert funnel.declined == 1
    assert [(str(label), count) for label, count in funnel.reasons] == [("時期が合わない", 1)]


def test_nobody_else_sees_or_answers_an_introduction() -> None:
    introduction = making.introduced()
    stranger = making.for_vendor(make.vendor("別の会社"))

    with acting_for(stranger.organisation_id):
        assert not Introduction.visible.filter(pk=introduction.pk).exists()
    with pytest.raises(Introduction.DoesNotExist):
        actions.answer_introduction(introduction=introduction, agrees=True, by=stranger, at=AT)


def test_the_database_refuses_an_agreement_of_one_side() -> None:
    introduction = making.introduced()

    with acting_for(making.bureau()), pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.filter(pk=introduction.pk).update(state="agreed")


def test_introductions_are_recalled_a_week_before_and_closed_after_their_day(monkeypatch: pytest.MonkeyPatch) -> None:
    introduction = making.introduced()

    monkeypatch.setattr(jobs.timezone, "now", lambda: AT + timedelta(days=15))
    jobs.close_unanswered()
    with acting_for(making.bureau()):
        recalled = Introduction.objects.get()
    monkeypatch.setattr(jobs.timezone, "now", lambda: AT + timedelta(days=30))
    jobs.close_unanswered()

    assert recalled.state == IntroductionState.INTRODUCED
    assert recalled.reminded_on is not None
    with acting_for(making.bureau()):
        assert Introduction.objects.get(pk=introduction.pk).state == IntroductionState.EXPIRED
        assert Entry.objects.filter(code="matching.introduction_expired").count() == 1


def test_a_need_taken_back_leaves_every_stage_of_the_funnel() -> None:
    from yui.solving.needs.actions import withdraw_need

    making.service()
    need = making.need()
    making.found(need)
    with acting_for(making.town()):
        record = Candidate.objects.select_related("need").first().need
    withdraw_need(need=record, note="庁内で解決した。", by=make.manager(making.town()), at=AT)

    with acting_for(None):
        assert (queries.funnel().needs, queries.funnel().with_candidates) == (0, 0)


def test_the_funnel_is_public_and_names_nobody() -> None:
    introduction = making.introduced()
    actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_town(), at=AT)
    actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_vendor(), at=AT)

    with acting_for(None):
        funnel = queries.funnel()

    assert dict(funnel.stages) == {
        "needs": 1, "with_candidates": 1, "introduced": 1, "agreed": 1, "trial": 0, "adopted": 0,
    }  # fmt: skip


def test_a_price_that_changes_changes_the_candidate() -> None:
    from dataclasses import replace

    from tests.solving.solutions.making import TELEPHONE
    from yui.solving.solutions.actions import revise_service

    service = making.service()
    need = making.need()
    making.found(need)
    draft = replace(TELEPHONE, price=Price(initial=0, running=100_000))

    revise_service(service=service, draft=draft, by=making.for_vendor(), at=AT)

    assert [one.first_year for one in making.found(need) if one.kind == "service"] == [100_000]
