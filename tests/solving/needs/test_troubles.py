from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests import factories as make
from tests.solving.needs.making import AT, WORDS, told, writer
from yui.kernel.access import Actor, NotPermitted
from yui.kernel.states import IllegalMove
from yui.kernel.tenancy import NoScope, acting_for
from yui.solving.needs import actions
from yui.solving.needs.actions.refusals import NotReadable, NotTaken, NotYourTurn, Unsaid
from yui.solving.needs.actions.telling import Signs, Told
from yui.solving.needs.models import NeedState, Receipt, Trouble, TroubleState

pytestmark = pytest.mark.django_db


def test_a_trouble_without_a_mail_address_is_received_at_once_and_marked() -> None:
    trouble = told()

    assert (trouble.state, trouble.is_unverified) == (TroubleState.RECEIVED, True)
    assert trouble.receipt.startswith("K-2026-")


def test_a_trouble_with_a_mail_address_is_received_at_once_too_and_its_address_confirmed_beside() -> None:
    trouble = told(mail="haru@example.jp")
    assert (trouble.state, trouble.is_unverified, trouble.mail_to_answer) == (TroubleState.RECEIVED, True, "")

    actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner), at=AT)

    with acting_for(trouble.owner):
        kept = Trouble.objects.get()
    assert (kept.state, kept.confirmed_at) == (TroubleState.RECEIVED, AT)
    assert (kept.is_unverified, kept.mail_to_answer) == (False, "haru@example.jp")


def test_an_address_can_be_confirmed_after_the_trouble_was_answered() -> None:
    trouble = told(mail="haru@example.jp")
    actions.answer_trouble(trouble=trouble, text="うかがいます。", by=writer(), at=AT)

    actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner), at=AT)

    assert (trouble.state, trouble.confirmed_at) == (TroubleState.ANSWERED, AT)


def test_confirming_twice_changes_nothing() -> None:
    trouble = told(mail="haru@example.jp")
    for minutes in (0, 5):
        actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner), at=AT + timedelta(minutes=minutes))

    assert trouble.confirmed_at == AT


def test_only_five_a_day_come_from_one_address_and_tomorrow_again() -> None:
    for _ in range(5):
        told()

    with pytest.raises(NotTaken):
        told()
    assert told(address="203.0.113.8").state == TroubleState.RECEIVED
    assert told(at=AT + timedelta(days=1)).state == TroubleState.RECEIVED


def test_the_address_is_not_kept_only_its_digest_of_the_day() -> None:
    today, tomorrow = told(), told(at=AT + timedelta(days=1))

    assert "203.0.113.7" not in today.sender
    assert today.sender != tomorrow.sender


@pytest.mark.parametrize(
    "signs",
    [
        Signs(trap="x", taken=timedelta(minutes=1)),
        Signs(taken=None),
        Signs(taken=timedelta(seconds=1)),
    ],
)
def test_a_machine_is_kept_out(signs: Signs) -> None:
    town = make.town()

    with pytest.raises(NotTaken):
        actions.tell_trouble(told=Told(words=WORDS), signs=signs, by=Actor.guest(of=town), at=AT)

    with acting_for(town):
        assert not Trouble.objects.exists()


@pytest.mark.parametrize("words", ["壊れた\ud800", "\x00", "裏\u202e返し"])
def test_words_that_cannot_be_kept_are_refused(words: str) -> None:
    with pytest.raises(NotReadable):
        told(words=words)


@pytest.mark.parametrize("words", ["", "   ", "あ" * 100_000])
def test_words_must_be_there_and_not_too_many(words: str) -> None:
    with pytest.raises(Unsaid):
        told(words=words)


def test_the_audit_tells_that_somebody_told_but_not_who_and_what() -> None:
    trouble = told(name="三宅ハル", mail="haru@example.jp", words="内緒のはなし")

    with acting_for(trouble.owner):
        text = str(list(apps.get_model("audit.Entry").objects.values("before", "after", "actor_name", "target_ref")))
    assert "三宅" not in text
    assert "haru@" not in text
    assert "内緒" not in text


def test_a_trouble_is_for_its_own_town_alone() -> None:
    told()

    with acting_for(make.town("潮見浦町")):
        assert not Trouble.visible.exists()
    with acting_for(None), pytest.raises(NoScope):
        Trouble.published.exists()


def test_a_receipt_says_nothing_but_whose_it_is() -> None:
    trouble = told(name="三宅ハル")

    with acting_for(None):
        receipt = Receipt.published.get()
    assert (receipt.owner_id, receipt.trouble_id) == (trouble.owner_id, trouble.pk)
    assert trouble.receipt.replace("-", "") not in receipt.digest


def test_an_official_writes_down_what_came_on_paper_with_its_own_number() -> None:
    trouble = actions.record_trouble(
        told=Told(words=WORDS, area="上ノ瀬", name="三宅ハル"),
        channel="paper",
        receipt="KG-2025-0034",
        by=writer(),
        at=AT,
    )

    assert (trouble.channel, trouble.receipt, trouble.state) == ("paper", "KG-2025-0034", TroubleState.RECEIVED)
    assert not trouble.is_unverified


def test_guests_write_down_nothing_for_others() -> None:
    with pytest.raises(NotPermitted):
        actions.record_trouble(told=Told(words=WORDS), channel="paper", by=Actor.guest(of=make.town()), at=AT)


def test_an_answer_reaches_the_teller_and_moves_the_trouble() -> None:
    trouble = told()

    actions.answer_trouble(trouble=trouble, text="お便りをありがとうございます。", by=writer(), at=AT)

    assert trouble.state == TroubleState.ANSWERED
    with acting_for(trouble.owner):
        assert [answer.text for answer in trouble.answers.all()] == ["お便りをありがとうございます。"]


def test_several_troubles_are_gathered_into_a_new_need_that_begins_with_their_words() -> None:
    first, second = told(name="三宅ハル"), told(words="父は耳が遠い。", address="203.0.113.9")

    need = actions.gather_troubles(troubles=[first, second], by=writer(), at=AT)

    assert need.state == NeedState.DRAFT
    assert need.present == f"・{WORDS}\n・父は耳が遠い。"
    assert "三宅" not in need.present
    assert (first.state, second.need_id) == (TroubleState.GATHERED, need.pk)


def test_words_too_long_for_a_need_are_shortened() -> None:
    need = actions.gather_troubles(troubles=[told(words="あ" * 2000)], by=writer(), at=AT)

    assert len(need.present) == 1200
    assert need.present.endswith("…")


def test_gathering_is_undone_back_to_where_each_was() -> None:
    plain, answered = told(), told(address="203.0.113.9")
    actions.answer_trouble(trouble=answered, text="うかがいます。", by=writer(), at=AT)
    actions.gather_troubles(troubles=[plain, answered], by=writer(), at=AT)

    for trouble in (plain, answered):
        actions.ungather_trouble(trouble=trouble, by=writer(), at=AT)

    assert (plain.state, answered.state) == (TroubleState.RECEIVED, TroubleState.ANSWERED)
    assert (plain.need_id, answered.need_id) == (None, None)


def test_of_several_troubles_all_are_gathered_or_none() -> None:
    one, other = told(), told(address="203.0.113.9")
    actions.close_trouble(trouble=other, reason="nuisance", text="受け付けません。", by=writer(), at=AT)

    with pytest.raises(IllegalMove):
        actions.gather_troubles(troubles=[one, other], by=writer(), at=AT)

    with acting_for(one.owner):
        assert Trouble.objects.get(pk=one.pk).state == TroubleState.RECEIVED


def test_nothing_is_gathered_into_a_need_that_has_ended() -> None:
    need = actions.gather_troubles(troubles=[told()], by=writer(), at=AT)
    actions.withdraw_need(need=need, note="別の窓口で解決した。", by=writer(), at=AT)

    with pytest.raises(NotYourTurn):
        actions.gather_troubles(troubles=[told(address="203.0.113.9")], need=need, by=writer(), at=AT)


def test_a_trouble_ends_with_words_and_for_a_reason() -> None:
    trouble = told()

    with pytest.raises(Unsaid):
        actions.close_trouble(trouble=trouble, reason="", text="終わり", by=writer(), at=AT)
    with pytest.raises(Unsaid):
        actions.close_trouble(trouble=trouble, reason="not_now", text="", by=writer(), at=AT)
    actions.close_trouble(trouble=trouble, reason="not_now", text="今年度はできません。", by=writer(), at=AT)

    assert (trouble.state, trouble.close_reason) == (TroubleState.CLOSED, "not_now")
    with pytest.raises(NotYourTurn):
        actions.answer_trouble(trouble=trouble, text="もう一言", by=writer(), at=AT)


def test_a_solved_trouble_can_still_be_told_more() -> None:
    trouble = told()
    actions.solve_trouble(trouble=trouble, text="電話で届くようになりました。", by=writer(), at=AT)

    actions.answer_trouble(trouble=trouble, text="ほかの町でも始まりました。", by=writer(), at=AT)

    assert trouble.state == TroubleState.SOLVED


def test_an_address_nobody_confirmed_is_forgotten_after_a_week_and_the_trouble_stays() -> None:
    trouble = told(mail="haru@example.jp")
    system = Actor.system(of=trouble.owner, permissions=frozenset({"needs.trouble:tell"}))

    with pytest.raises(NotYourTurn):
        actions.forget_mail(trouble=trouble, by=system, at=AT + timedelta(days=6))
    actions.forget_mail(trouble=trouble, by=system, at=AT + timedelta(days=8))

    with acting_for(trouble.owner):
        assert (Trouble.objects.get().mail, Receipt.objects.count()) == ("", 1)
    with pytest.raises(NotYourTurn):
        actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner), at=AT + timedelta(days=8))


def test_a_confirmed_address_is_never_forgotten() -> None:
    trouble = told(mail="haru@example.jp")
    actions.confirm_trouble(trouble=trouble, by=Actor.guest(of=trouble.owner), at=AT)
    system = Actor.system(of=trouble.owner, permissions=frozenset({"needs.trouble:tell"}))

    with pytest.raises(NotYourTurn):
        actions.forget_mail(trouble=trouble, by=system, at=AT + timedelta(days=80))


@pytest.mark.parametrize(
    "broken", [{"state": "gathered"}, {"confirmed_at": AT}, {"state": "closed"}, {"close_reason": "twice"}]
)
def test_the_database_itself_refuses_a_trouble_that_cannot_be(broken: dict[str, Any]) -> None:
    trouble = told()

    with acting_for(trouble.owner), pytest.raises(IntegrityError), transaction.atomic():
        Trouble.objects.filter(pk=trouble.pk).update(**broken)
        connection.check_constraints()
