"""The last day to answer an introduction: one rule on page, API and lists, whether or not the night's work has run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import factories as make
from tests.programs import program, sent
from tests.solving.matching import making
from tests.solving.matching.making import AT
from tests.solving.matching.test_pages import coordinators, officials, sellers, text
from yui.kernel.access import Role
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.matching import actions, jobs, queries
from yui.solving.matching.actions import AnsweredAlready, AnswerTooLate
from yui.solving.matching.models import Candidate, Introduction, IntroductionState, Judgement

JAPAN = ZoneInfo("Asia/Tokyo")
LAST_DAY = date(2026, 12, 14)
LAST_MOMENT = datetime(2026, 12, 14, 23, 59, 59, tzinfo=JAPAN).astimezone(UTC)
OVER = datetime(2026, 12, 15, 0, 0, tzinfo=JAPAN).astimezone(UTC)
database = pytest.mark.django_db


def answer(introduction: Introduction, at: datetime, *, agrees: bool = True, by: Any = None) -> Introduction:
    reason = "" if agrees else "timing"
    by = by or making.for_vendor()
    return actions.answer_introduction(introduction=introduction, agrees=agrees, reason=reason, by=by, at=at)


def kept(introduction: Introduction) -> Introduction:
    with acting_for(making.bureau()):
        return Introduction.objects.get(pk=introduction.pk)


def at_the_bureau(introduction: Introduction) -> Candidate:
    with acting_for(making.bureau()):
        return Candidate.shared.select_related("need").get(pk=introduction.candidate_id)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: OVER)


states = st.sampled_from(list(IntroductionState))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(states, days, days)
def test_only_what_waits_is_over_and_only_after_its_last_day(state: IntroductionState, last: date, day: date) -> None:
    introduction = Introduction(state=state, answer_by=last)

    found = introduction.state_on(day)

    over = state == IntroductionState.INTRODUCED and day > last
    assert found == (IntroductionState.EXPIRED if over else state)


@given(st.sampled_from(["agree", "decline", "reopen", "withdraw"]), st.integers(-400, 400))
def test_past_its_last_day_only_time_moves_an_introduction_and_before_it_time_does_not(move: str, days: int) -> None:
    introduction = Introduction(state=IntroductionState.INTRODUCED, answer_by=LAST_DAY)
    at = LAST_MOMENT + timedelta(days=days)
    illegal, legal = ("expire", move) if days <= 0 else (move, "expire")

    introduction.demand(legal, at=at)

    with pytest.raises(IllegalMove):
        introduction.demand(illegal, at=at)


@database
@pytest.mark.parametrize("agrees", [True, False])
def test_the_last_day_is_open_to_its_end_in_japan(agrees: bool) -> None:
    introduction = making.introduced()

    answer(introduction, LAST_MOMENT, agrees=agrees)

    assert introduction.answer_by == LAST_DAY
    assert kept(introduction).partner_answer


@database
@pytest.mark.parametrize("closed", [True, False], ids=["the night has been here", "it has not"])
@pytest.mark.parametrize("agrees", [True, False])
def test_past_the_last_day_neither_side_answers(agrees: bool, closed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    introduction = making.introduced()
    answer(introduction, AT, by=making.for_town())
    if closed:
        monkeypatch.setattr(jobs.timezone, "now", lambda: OVER)
        jobs.close_unanswered()

    with pytest.raises(AnswerTooLate):
        answer(introduction, OVER, agrees=agrees)

    found = kept(introduction)
    assert (found.partner_answer, found.state_on(date(2026, 12, 15))) == ("", IntroductionState.EXPIRED)


@database
@pytest.mark.parametrize("agrees", [True, False])
def test_past_the_last_day_no_answer_is_taken_back(agrees: bool) -> None:
    introduction = making.introduced()
    answer(introduction, AT, agrees=agrees)

    with pytest.raises(AnswerTooLate):
        actions.take_back_answer(introduction=introduction, by=making.for_vendor(), at=OVER)

    assert kept(introduction).partner_answer == ("agree" if agrees else "decline")


@database
def test_what_was_agreed_in_time_stays_agreed() -> None:
    introduction = making.introduced()
    answer(introduction, LAST_MOMENT, by=making.for_town())
    answer(introduction, LAST_MOMENT)

    with pytest.raises(actions.OtherSideAnswered):
        actions.take_back_answer(introduction=introduction, by=making.for_vendor(), at=OVER)

    assert kept(introduction).state_on(date(2027, 12, 31)) == IntroductionState.AGREED


@database
def test_lists_and_single_records_tell_the_same_state_on_each_day() -> None:
    introduction = making.introduced()

    for day in (LAST_DAY - timedelta(days=1), LAST_DAY, LAST_DAY + timedelta(days=1)):
        with acting_for(making.bureau()):
            found = [one for one in IntroductionState if Introduction.objects.standing(one, on=day).exists()]
        assert found == [introduction.state_on(day)]


@database
def test_the_page_says_that_it_is_over_and_takes_no_answer(later: None) -> None:
    page = f"/desk/introductions/{making.introduced().ref}"

    for client in (sellers(), officials()):
        told = text(client, page)
        refused = client.post(page, {"answer": "agree"})

        assert "期限切れ" in told
        assert "返事の期限が過ぎました" in told
        assert "返事を送る" not in told
        assert refused.status_code == 422
        assert "返事の期限を過ぎたので" in refused.content.decode()
        assert "返事をしてください" not in text(client, "/desk/introductions/")
        assert "期限切れ" in text(client, "/desk/introductions/")


@database
def test_what_is_over_waits_on_no_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    making.introduced()
    vendor = making.for_vendor()

    def waiting(at: datetime) -> list[str]:
        monkeypatch.setattr(clock, "now", lambda: at)
        with acting_for(vendor.organisation_id):
            return [one.kind for one in queries.waiting_for(vendor)]

    assert waiting(LAST_MOMENT) == ["matching.introduction"]
    assert waiting(OVER) == []


@database
def test_a_program_reads_that_it_is_over_and_is_refused(later: None) -> None:
    introduction = making.introduced()
    vendor = program(make.vendor(), Role.SUPPLIER)
    read = sent(vendor, "get", f"/own/introductions/{introduction.ref}")

    refused = sent(vendor, "post", f"/own/introductions/{introduction.ref}/answer", {"agrees": True}, read["ETag"])
    back = sent(vendor, "post", f"/own/introductions/{introduction.ref}/take-back", None, read["ETag"])

    assert read.json()["state"] == "expired"
    assert vendor.get("/api/v1/own/introductions").json()["items"][0]["state"] == "expired"
    for late in (refused, back):
        assert (late.status_code, late.json()["code"]) == (409, "answer-too-late")


@database
@pytest.mark.parametrize("half", [True, False], ids=["one side has answered", "nobody has"])
def test_a_candidate_whose_introduction_ran_out_is_introduced_anew_and_both_stay_in_the_book(half: bool) -> None:
    first = making.introduced()
    if half:
        answer(first, AT)

    actions.undo_decision(candidate=at_the_bureau(first), by=making.coordinator(), at=OVER)
    again = actions.introduce(
        candidate=at_the_bureau(first), message=making.MESSAGE, by=making.coordinator(), at=OVER
    )  # fmt: skip

    assert (kept(first).state, kept(again).state) == (IntroductionState.EXPIRED, IntroductionState.INTRODUCED)
    assert kept(again).answer_by == date(2027, 1, 5)
    with acting_for(making.bureau()):
        assert Judgement.objects.filter(candidate_id=first.candidate_id, chosen=True).count() == 1


@database
def test_of_what_was_answered_in_time_nothing_is_undone() -> None:
    introduction = making.introduced()
    answer(introduction, AT, agrees=False)

    with pytest.raises(AnsweredAlready):
        actions.undo_decision(candidate=at_the_bureau(introduction), by=making.coordinator(), at=OVER)


@database
def test_the_coordinator_may_put_what_ran_out_back_among_the_candidates(later: None) -> None:
    introduction = making.introduced()
    candidate = at_the_bureau(introduction)

    page = text(coordinators(), f"/desk/matching/needs/{candidate.need.ref}")
    coordinators().post(f"/desk/matching/candidates/{candidate.ref}/undo")

    assert "取り消して候補に戻す" in page
    assert at_the_bureau(introduction).state == "waiting"
    assert kept(introduction).state == IntroductionState.EXPIRED
