from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories as make
from tests.solving.needs.making import (
    AT,
    TODAY,
    draft,
    in_selection,
    in_trial,
    published,
    question,
    reader,
    submitted,
    vendor_actor,
    writer,
)
from yui.kernel.access import Actor, NotPermitted, Refused
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions
from yui.solving.needs.actions.refusals import (
    NeedIncomplete,
    NotFitting,
    NotReadable,
    NotYourTurn,
    QuestionsOpen,
    SecondPersonNeeded,
    Unsaid,
)
from yui.solving.needs.models import PUBLIC_STATES, EssentialRequirement, Need, NeedState
from yui.solving.needs.models.states import NEED_MACHINE

pytestmark = pytest.mark.django_db


def test_a_draft_belongs_to_the_post_of_its_writer() -> None:
    need = draft()

    assert (need.state, need.post_id) == (NeedState.DRAFT, writer().post_id)
    assert need.network == "internet"


def test_a_draft_is_kept_bit_by_bit() -> None:
    need = actions.draft_need(changes={"title": "除雪の車がどこにいるか分からない"}, by=writer(), at=AT)

    actions.write_need(need=need, changes={"present": "電話が一日に四十件くる。"}, by=writer(), at=AT)
    actions.write_need(need=need, changes={"essential": ["圏外でも動く", "位置が分かる"]}, by=writer(), at=AT)

    with acting_for(need.owner):
        again = Need.objects.get(pk=need.pk)
        assert again.title == "除雪の車がどこにいるか分からない"
        assert again.content()["essential"] == ("圏外でも動く", "位置が分かる")


def test_a_requirement_that_stands_keeps_its_row() -> None:
    need = draft(essential=["一", "二", "三"])
    with acting_for(need.owner):
        before = list(need.essential.values_list("pk", flat=True))

        actions.write_need(need=need, changes={"essential": ["一", "二の改"]}, by=writer(), at=AT)

        assert list(need.essential.values_list("pk", "text")) == [(before[0], "一"), (before[1], "二の改")]


def test_an_incomplete_need_is_not_submitted_and_the_missing_parts_are_named() -> None:
    need = draft(present="", essential=[], budget_min=None, budget_max=None)

    with pytest.raises(NeedIncomplete) as refused:
        actions.submit_need(need=need, by=writer(), at=AT)

    assert refused.value.missing == ("present", "essential", "budget_max")
    assert set(refused.value.fields) == set(refused.value.missing)
    assert need.state == NeedState.DRAFT


def test_the_one_who_handed_it_in_cannot_publish_it() -> None:
    head = reader()
    need = actions.submit_need(need=draft(), by=head, at=AT)

    with pytest.raises(SecondPersonNeeded):
        actions.publish_need(need=need, by=head, at=AT)

    assert need.state == NeedState.REVIEW


def test_an_official_alone_cannot_publish() -> None:
    need = submitted()

    with pytest.raises(NotPermitted):
        actions.publish_need(need=need, by=writer(), at=AT)


def test_a_second_person_publishes_with_the_usual_deadlines() -> None:
    need = published()

    assert (need.state, need.confirmed_on) == (NeedState.PUBLIC, TODAY)
    assert need.questions_close_on == TODAY + timedelta(days=28)
    assert need.proposals_close_on == TODAY + timedelta(days=56)
    with acting_for(None):
        assert EssentialRequirement.published.filter(need__in=Need.published.all()).count() == 2


def test_the_second_person_sends_back_with_words() -> None:
    need = submitted()

    with pytest.raises(Unsaid):
        actions.send_back_need(need=need, note=" ", by=reader(), at=AT)
    actions.send_back_need(need=need, note="人数の出どころを書いてください。", by=reader(), at=AT)

    assert (need.state, need.sent_back_note) == (NeedState.DRAFT, "人数の出どころを書いてください。")


def test_deadlines_in_the_past_or_in_the_wrong_order_are_refused() -> None:
    need = submitted()

    with pytest.raises(Unsaid):
        actions.publish_need(
            need=need, by=reader(), at=AT, questions_close_on=TODAY, proposals_close_on=TODAY - timedelta(days=1)
        )

    assert need.state == NeedState.REVIEW


def test_a_need_goes_its_whole_way() -> None:
    need = in_trial()
    assert need.state == NeedState.TRIAL

    actions.adopt_need(need=need, by=writer(), at=AT, note="全村で始めた。")

    assert (need.state, need.closing_note, need.closed_at) == (NeedState.ADOPTED, "全村で始めた。", AT)


def test_a_trial_agreed_early_goes_through_the_states_between() -> None:
    from django.apps import apps

    need = published()

    actions.start_trial(need=need, by=writer(), at=AT)

    with acting_for(need.owner):
        codes = [entry.code for entry in apps.get_model("audit.Entry").objects.of(need)]
    assert need.state == NeedState.TRIAL
    assert codes[:4] == [
        "needs.trial_started",
        "needs.selection_started",
        "needs.proposals_closed",
        "needs.questions_closed",
    ]


def test_a_trial_does_not_begin_before_the_need_is_public() -> None:
    need = submitted()

    with pytest.raises(IllegalMove):
        actions.start_trial(need=need, by=writer(), at=AT)

    assert need.state == NeedState.REVIEW


def test_an_open_question_blocks_the_closing_and_then_nothing_has_moved() -> None:
    need = published()
    question(need)

    with pytest.raises(QuestionsOpen) as refused:
        actions.start_trial(need=need, by=writer(), at=AT)

    assert refused.value.count == 1
    with acting_for(need.owner):
        assert Need.objects.get(pk=need.pk).state == NeedState.PUBLIC


def test_a_need_is_declined_for_a_reason_of_the_list() -> None:
    need = in_selection()

    with pytest.raises(Unsaid):
        actions.decline_need(need=need, reason="because", by=writer(), at=AT)
    actions.decline_need(need=need, reason="budget", by=writer(), at=AT, note="来年度にまた出す。")

    assert (need.state, need.decline_reason) == (NeedState.DECLINED, "budget")


def test_a_withdrawn_need_is_no_longer_public_and_neither_are_its_parts() -> None:
    need = published()

    actions.withdraw_need(need=need, note="建物を建て替えることになった。", by=writer(), at=AT)

    with acting_for(None):
        assert not Need.published.filter(pk=need.pk).exists()
        assert not EssentialRequirement.published.filter(need_id=need.pk).exists()


def test_a_draft_may_be_withdrawn_but_a_trial_may_not() -> None:
    assert actions.withdraw_need(need=draft(), note="重なっていた。", by=writer(), at=AT).state == NeedState.WITHDRAWN
    trial = in_trial()

    with pytest.raises(IllegalMove):
        actions.withdraw_need(need=trial, note="やめる。", by=writer(), at=AT)

    assert trial.state == NeedState.TRIAL


def test_a_public_need_is_corrected_by_the_second_person_with_a_reason() -> None:
    need = published()

    with pytest.raises(Unsaid):
        actions.correct_need(need=need, changes={"affected_count": 1390}, reason="", by=reader(), at=AT)
    with pytest.raises(NotPermitted):
        actions.correct_need(need=need, changes={"affected_count": 1390}, reason="転記の誤り", by=writer(), at=AT)
    actions.correct_need(need=need, changes={"affected_count": 1390}, reason="転記の誤り", by=reader(), at=AT)

    assert need.affected_count == 1390


def test_a_correction_leaves_nothing_out_and_asks_for_nothing_more() -> None:
    need = published()

    with pytest.raises(NotYourTurn):
        actions.correct_need(need=need, changes={"essential": ["一つだけ"]}, reason="減らす", by=reader(), at=AT)
    with pytest.raises(NeedIncomplete):
        actions.correct_need(need=need, changes={"wanted": ""}, reason="消す", by=reader(), at=AT)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"present": "あ" * 100_000}, NotFitting, "present"),
        ({"title": "半分\ud800"}, NotReadable, "title"),
        ({"title": "危険\u202etxt.exe"}, NotReadable, "title"),
        ({"essential": ["ベル\x07が鳴る"]}, NotReadable, "essential"),
        ({"wished": ["あ" * 81]}, NotFitting, "wished"),
        ({"budget_min": 10, "budget_max": 5}, NotFitting, "budget_min"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(
    changes: dict[str, Any], refusal: type[Refused], field: str
) -> None:
    need = draft()

    with pytest.raises(refusal) as refused:
        actions.write_need(need=need, changes=changes, by=writer(), at=AT)

    assert list(refused.value.fields) == [field]
    with acting_for(need.owner):
        assert Need.objects.get(pk=need.pk).content() == need.content()


def test_a_need_has_no_parts_but_its_own() -> None:
    with pytest.raises(TypeError):
        actions.draft_need(changes={"owner": 5}, by=writer(), at=AT)


def test_only_drafts_are_written() -> None:
    with pytest.raises(NotYourTurn):
        actions.write_need(need=published(), changes={"title": "別の題"}, by=writer(), at=AT)


@pytest.mark.parametrize("actor", [vendor_actor, Actor.guest])
def test_others_write_no_needs(actor: Any) -> None:
    with pytest.raises(NotPermitted):
        actions.draft_need(changes={}, by=actor(), at=AT)


def test_another_towns_official_cannot_move_a_need() -> None:
    from yui.kernel.tenancy.doors import NotYours

    need, stranger = published(), writer(make.town("潮見浦町"))

    with pytest.raises((NotYours, IllegalMove)):
        actions.close_questions(need=need, by=stranger, at=AT)

    with acting_for(need.owner):
        assert Need.objects.get(pk=need.pk).state == NeedState.PUBLIC


@pytest.mark.parametrize(
    "broken",
    [
        {"before_budget": True, "budget_min": None, "budget_max": 5},
        {"budget_min": 9, "budget_max": 5},
        {"decline_reason": "budget"},
        {"state": "declined"},
        {"state": "public"},
        {"questions_close_on": TODAY, "proposals_close_on": TODAY},
    ],
)
def test_the_database_itself_refuses_a_need_that_cannot_be(broken: dict[str, Any]) -> None:
    need = draft()

    with acting_for(need.owner), pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**broken)
        connection.check_constraints()


class EveryMove(TestCase):
    """Whatever is tried in whatever order: a declared move is made, any other changes nothing."""

    @settings(max_examples=25)
    @given(st.lists(st.sampled_from(sorted(NEED_MACHINE.moves)), max_size=12))
    def test_an_illegal_move_changes_nothing(self, moves: list[str]) -> None:
        need = draft()
        with acting_for(need.owner):
            for move in moves:
                before = Need.objects.filter(pk=need.pk).values().get()
                if move in NEED_MACHINE.moves_from(before["state"]):
                    need.move(move, at=AT, **self._beside(move))
                    assert need.state == NEED_MACHINE.moves[move].to
                else:
                    with pytest.raises(IllegalMove):
                        need.move(move, at=AT, **self._beside(move))
                    assert Need.objects.filter(pk=need.pk).values().get() == before
            assert Need.published.filter(pk=need.pk).exists() == (need.state in PUBLIC_STATES)

    @staticmethod
    def _beside(move: str) -> dict[str, Any]:
        beside = {"publish": {"confirmed_on": TODAY}, "decline": {"decline_reason": "timing"}}
        return beside.get(move, {})
