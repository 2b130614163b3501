"""What happens by itself, what other rooms are told, and the hand-over in April."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests import factories as make
from tests.solving.needs.making import (
    AT,
    RADIO,
    TODAY,
    draft,
    fresh,
    in_selection,
    in_trial,
    published,
    question,
    told,
    writer,
)
from yui.kernel.access import Actor
from yui.kernel.identity.extensions import Holder, every_owned
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.needs import actions, jobs, queries
from yui.solving.needs.actions.refusals import NotTaken, NotYourTurn, QuestionsOver, Unsaid
from yui.solving.needs.models import Need, NeedState, Question, Trouble
from yui.solving.needs.queries.cards import echoes_of

pytestmark = pytest.mark.django_db


def on_day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT + timedelta(days=days))


def state_of(need: Need) -> str:
    with acting_for(need.owner_id):
        return str(Need.objects.get(pk=need.pk).state)


def test_deadlines_pass_by_themselves_in_every_town(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = [published(), published(make.town("潮見浦町"))]

    on_day(monkeypatch, 28)
    jobs.pass_deadlines()
    assert {state_of(need) for need in needs} == {NeedState.PUBLIC}
    on_day(monkeypatch, 29)
    jobs.pass_deadlines()
    assert {state_of(need) for need in needs} == {NeedState.QUESTIONS_CLOSED}
    on_day(monkeypatch, 57)
    jobs.pass_deadlines()
    assert {state_of(need) for need in needs} == {NeedState.PROPOSALS_CLOSED}


def test_an_open_question_holds_its_need_back_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    held, free = published(), published(title="ほかのニーズ")
    asked = question(held)

    on_day(monkeypatch, 30)
    jobs.pass_deadlines()
    assert (state_of(held), state_of(free)) == (NeedState.PUBLIC, NeedState.QUESTIONS_CLOSED)

    actions.dismiss_question(question=asked, reason="電話で答えた。", by=writer(), at=AT)
    jobs.pass_deadlines()
    assert state_of(held) == NeedState.QUESTIONS_CLOSED


def test_no_question_is_taken_after_the_last_day() -> None:
    need = published()

    with pytest.raises(QuestionsOver):
        question(need, at=AT + timedelta(days=29))

    assert question(need, at=AT + timedelta(days=28)).pk


def test_one_asker_cannot_bury_a_town_in_questions() -> None:
    need = published()
    for n in range(10):
        question(need, f"質問{n}")

    with pytest.raises(NotTaken):
        question(need, "十一番目")


def test_the_owner_is_reminded_once_by_mail_and_again_when_it_is_hidden(
    monkeypatch: pytest.MonkeyPatch, index: None
) -> None:
    need = published()
    with acting_for(need.owner):
        need.post.email = "soumu@example.jp"
        need.post.save()
    run_pending(at=AT)

    sent = []
    for day in (90, 91, 92, 181, 182):
        on_day(monkeypatch, day)
        jobs.remind_owners()
        run_pending(at=AT + timedelta(days=day))
        sent.append(len(mail.outbox))

    assert sent == [0, 1, 1, 2, 2]
    assert "まだ困っていますか" in mail.outbox[0].subject


def test_a_hidden_need_leaves_the_index_and_comes_back_when_it_is_confirmed(
    monkeypatch: pytest.MonkeyPatch, index: None
) -> None:
    from yui.solving import finding

    need = published()

    def found() -> int:
        return finding.find("防災無線", kinds=("need",)).total

    run_pending(at=AT)
    assert found() == 1
    on_day(monkeypatch, 182)
    jobs.remind_owners()
    run_pending(at=AT + timedelta(days=182))
    assert found() == 0
    actions.confirm_need(need=fresh(need), by=writer(), at=AT + timedelta(days=182))
    run_pending(at=AT + timedelta(days=182))
    assert found() == 1


def test_a_withdrawn_need_leaves_the_index(index: None) -> None:
    from yui.solving import finding

    need = published()
    run_pending(at=AT)
    actions.withdraw_need(need=need, note="重なった。", by=writer(), at=AT)
    run_pending(at=AT)

    assert finding.find("防災無線", kinds=("need",)).total == 0


def test_only_open_needs_are_confirmed() -> None:
    with pytest.raises(NotYourTurn):
        actions.confirm_need(need=draft(), by=writer(), at=AT)


def test_an_address_nobody_confirmed_and_every_digest_of_one_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, other = told(), told(mail="haru@example.jp", address="203.0.113.9")

    on_day(monkeypatch, 1)
    jobs.forget()
    with acting_for(kept.owner):
        assert Trouble.objects.exclude(sender="").count() == 2
    on_day(monkeypatch, 8)
    jobs.forget()

    with acting_for(kept.owner):
        left = {(trouble.pk, trouble.sender, trouble.mail) for trouble in Trouble.objects.all()}
    assert left == {(kept.pk, "", ""), (other.pk, "", "")}


def test_all_needs_of_a_post_are_handed_over_in_one_action() -> None:
    """The organisation's own hand-over calls what this room registered (X8)."""
    needs = [published(), draft(title="下書き")]
    other = make.post(make.town(), "企画課")
    owned = next(one for one in every_owned() if one.kind == "needs.need")

    from yui.kernel.access import action

    @action("needs.need:hand-over")
    def hand_over(*, by: Actor, at: Any) -> int:
        return owned.move(Holder(post_id=needs[0].post_id), Holder(post_id=other.pk))

    with acting_for(make.town()):
        assert owned.count(Holder(post_id=needs[0].post_id)) == 2
        assert owned.count(Holder(person_id=1)) == 0
    assert hand_over(by=writer(), at=AT) == 2

    with acting_for(make.town()):
        assert set(Need.objects.values_list("post_id", flat=True)) == {other.pk}


def test_a_need_is_not_handed_to_another_towns_post() -> None:
    need, foreign = published(), make.post(make.town("潮見浦町"))

    with pytest.raises(Unsaid):
        actions.hand_over_need(need=need, to_post=foreign, by=writer(), at=AT)


def test_other_rooms_learn_the_facts_of_public_needs_and_of_no_other(django_assert_max_num_queries: Any) -> None:
    need, hidden = published(), draft()

    with acting_for(None), django_assert_max_num_queries(2):
        facts = queries.facts([need.pk, hidden.pk])

    assert list(facts) == [need.pk]
    one = facts[need.pk]
    assert (one.owner_name, one.government_code, one.network) == ("霧ヶ沢村", "480011", "internet")
    assert [text for _, text in one.essential] == RADIO["essential"]
    assert one.budget_max == 1_900_000
    assert RADIO["present"] in one.body


def test_the_public_funnel_counts_each_need_as_far_as_it_came() -> None:
    actions.decline_need(need=in_selection(), reason="budget", by=writer(), at=AT)
    actions.adopt_need(need=in_trial(), by=writer(), at=AT)
    in_trial(title="試しているところ")
    published()
    draft()

    with acting_for(None):
        found = queries.funnel()

    assert (found.published, found.trial, found.adopted, found.declined) == (4, 2, 1, 1)
    assert found.reasons == (("budget", 1),)


def test_a_town_cannot_echo_its_own_need_nor_be_counted_twice() -> None:
    need, neighbour = published(), writer(make.town("潮見浦町"))

    with pytest.raises(NotYourTurn):
        actions.echo_for_town(need=need, by=writer(), at=AT)
    for _ in range(2):
        actions.echo_for_town(need=need, by=neighbour, at=AT)

    with acting_for(None):
        assert echoes_of([need.pk]) == {need.pk: (0, 1)}
    actions.take_back_echo(need=need, by=neighbour, at=AT)
    with pytest.raises(NotYourTurn):
        actions.take_back_echo(need=need, by=neighbour, at=AT)
    with acting_for(None):
        assert echoes_of([need.pk]) == {}


def test_a_question_is_public_once_answered_and_before_only_for_the_two() -> None:
    need = published()
    asked = question(need)

    def seen_by(organisation: Any) -> bool:
        with acting_for(organisation):
            return bool(Question.visible.filter(pk=asked.pk).exists())

    assert (seen_by(None), seen_by(make.vendor()), seen_by(need.owner), seen_by(make.vendor("別の会社"))) == (
        False,
        True,
        True,
        False,
    )
    actions.answer_question(question=asked, answer="対象です。", by=writer(), at=AT)
    assert seen_by(None)


def test_deadlines_are_moved_while_the_need_is_public() -> None:
    need = published()

    actions.set_deadlines(
        need=need,
        questions_close_on=TODAY + timedelta(days=3),
        proposals_close_on=TODAY + timedelta(days=9),
        by=writer(),
        at=AT,
    )
    assert need.questions_close_on == TODAY + timedelta(days=3)

    with pytest.raises(Unsaid):
        actions.set_deadlines(need=need, questions_close_on=TODAY, proposals_close_on=TODAY, by=writer(), at=AT)
