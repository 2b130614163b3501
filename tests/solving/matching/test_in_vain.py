"""A need nobody could be found for yet waits for its coordinator again, with what became of the last try."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from tests.solving.matching.test_pages import coordinators, text
from yui.kernel.tenancy import acting_for
from yui.kernel.web import clock
from yui.solving.matching import actions, queries
from yui.solving.matching.models import Candidate, Introduction
from yui.solving.needs.actions import withdraw_need

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=22)


def two() -> list[Candidate]:
    """Two services found for one need."""
    making.service()
    making.service(name="ことづて二号")
    return [one for one in making.found() if one.kind == "service"]


def waiting() -> list[Any]:
    by = making.coordinator()
    with acting_for(by.organisation_id):
        return [one for one in queries.waiting_for(by) if one.kind == "matching.candidates"]


def introduced(candidate: Candidate) -> Introduction:
    with acting_for(making.bureau()):
        fresh = Candidate.shared.get(pk=candidate.pk)
    return actions.introduce(candidate=fresh, message=making.MESSAGE, by=making.coordinator(), at=AT)


def declined(introduction: Introduction, by: Any = None) -> None:
    actions.answer_introduction(
        introduction=introduction, agrees=False, reason="timing", by=by or making.for_vendor(), at=AT
    )


def test_a_need_waits_until_somebody_is_introduced_and_again_when_that_was_declined() -> None:
    first, _second = two()
    before = waiting()
    introduction = introduced(first)
    meanwhile = waiting()

    declined(introduction)

    assert [str(one.label) for one in before] == ["候補を確かめて紹介する"]
    assert meanwhile == []
    [again] = waiting()
    assert str(again.label) == "ほかの候補を紹介する"
    assert "霧ヶ沢村" in again.detail
    assert "前の紹介：株式会社ことづてが見送り：時期が合わない" in again.detail
    assert again.since_at == AT


def test_the_side_that_declined_is_named() -> None:
    declined(introduced(two()[0]), making.for_town())

    assert "霧ヶ沢村が見送り：時期が合わない" in waiting()[0].detail


def test_a_candidate_that_the_coordinator_declined_takes_the_need_from_nobody() -> None:
    first, second = two()
    actions.decline_candidate(candidate=first, reason="cost", by=making.coordinator(), at=AT)

    one_left = waiting()
    actions.decline_candidate(candidate=second, reason="cost", by=making.coordinator(), at=AT)

    assert len(one_left) == 1
    assert waiting() == []


def test_a_need_waits_again_when_the_time_ran_out(monkeypatch: pytest.MonkeyPatch) -> None:
    introduction = introduced(two()[0])

    monkeypatch.setattr(clock, "now", lambda: LATER)

    [again] = waiting()
    assert "期限までに返事がそろいませんでした" in again.detail
    assert again.since_at == introduction.answer_by


def test_a_need_whose_every_candidate_was_tried_in_vain_waits_too() -> None:
    declined(introduced(making.candidate()))

    assert [str(one.label) for one in waiting()] == ["ほかの候補を紹介する"]


def test_while_one_introduction_lives_or_is_agreed_nothing_waits() -> None:
    first, second = two()
    declined(introduced(first))
    alive = introduced(second)
    assert waiting() == []

    for by in (making.for_town(), making.for_vendor()):
        actions.answer_introduction(introduction=alive, agrees=True, by=by, at=AT)

    assert waiting() == []


def test_of_a_need_that_has_ended_nothing_waits() -> None:
    introduction = introduced(two()[0])
    declined(introduction)
    with acting_for(making.town()):
        need = Candidate.objects.select_related("need").first().need

    withdraw_need(need=need, note="庁内で解決した。", by=make.manager(making.town()), at=AT)

    assert waiting() == []


def test_the_board_and_the_candidates_say_how_the_last_introduction_ended() -> None:
    first, _second = two()
    declined(introduced(first))
    with acting_for(making.bureau()):
        ref = Candidate.shared.select_related("need").get(pk=first.pk).need.ref

    for address in ("/desk/matching/", f"/desk/matching/needs/{ref}", "/desk/"):
        assert "前の紹介：株式会社ことづてが見送り：時期が合わない" in text(coordinators(), address), address
