"""Answers of the two sides: what each may say, how it is taken back, and how they reach each other once both agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from tests.solving.matching.test_pages import coordinators, officials, sellers, text
from yui.kernel.access import Actor
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions, queries
from yui.solving.matching.actions import OtherSideAnswered
from yui.solving.matching.models import Introduction, IntroductionState
from yui.solving.matching.rules.answers import OF_TOWNS_ALONE, reasons_of
from yui.solving.reasons import DeclineReason
from yui.solving.solutions.models import Service

pytestmark = pytest.mark.django_db


def answer(introduction: Introduction, by: Actor, *, agrees: bool = True) -> Introduction:
    reason = "" if agrees else "timing"
    return actions.answer_introduction(introduction=introduction, agrees=agrees, reason=reason, by=by, at=AT)


def take_back(introduction: Introduction, by: Actor) -> Introduction:
    return actions.take_back_answer(introduction=introduction, by=by, at=AT)


def kept(introduction: Introduction) -> Introduction:
    with acting_for(making.bureau()):
        return Introduction.objects.get(pk=introduction.pk)


def declined_in_public() -> int:
    with acting_for(None):
        return queries.funnel().declined


@pytest.mark.parametrize("agrees", [True, False])
def test_an_answer_is_taken_back_until_the_other_side_has_answered(agrees: bool) -> None:
    introduction = making.introduced()
    answer(introduction, making.for_vendor(), agrees=agrees)

    take_back(introduction, making.for_vendor())

    found = kept(introduction)
    assert (found.state, found.partner_answer, found.partner_person, found.decline_reason) == (
        IntroductionState.INTRODUCED, "", "", "",
    )  # fmt: skip
    assert declined_in_public() == 0


def test_after_taking_back_one_may_answer_anew() -> None:
    introduction = making.introduced()
    answer(introduction, making.for_town(), agrees=False)
    take_back(introduction, making.for_town())

    answer(introduction, making.for_town())
    answer(introduction, making.for_vendor())

    assert kept(introduction).state == IntroductionState.AGREED


def test_nobody_takes_back_what_the_other_side_relies_on_or_what_was_never_said() -> None:
    introduction = making.introduced()
    with pytest.raises(OtherSideAnswered):
        take_back(introduction, making.for_town())
    answer(introduction, making.for_town())
    with pytest.raises(OtherSideAnswered):
        take_back(introduction, making.for_vendor())
    answer(introduction, making.for_vendor(), agrees=False)

    for by in (making.for_town(), making.for_vendor()):
        with pytest.raises(OtherSideAnswered):
            take_back(introduction, by)

    assert kept(introduction).state == IntroductionState.DECLINED
    assert declined_in_public() == 1


def test_the_page_takes_an_answer_back_and_says_whose_answer_is_waited_for() -> None:
    ref = making.introduced().ref
    page = f"/desk/introductions/{ref}"
    assert "あなたの団体の返事を待っています" in text(sellers(), page)
    sellers().post(page, {"answer": "agree"})

    told = text(sellers(), page)
    sellers().post(f"{page}/take-back")

    assert "霧ヶ沢村の返事を待っています" in told
    assert "返事を取り消す" in told
    assert "返事を送る" in text(sellers(), page)


def test_each_side_reads_who_the_other_is() -> None:
    page = f"/desk/introductions/{making.introduced().ref}"

    assert "<dt>相手</dt><dd>霧ヶ沢村</dd>" in text(sellers(), page)
    assert "<dt>相手</dt><dd>株式会社ことづて</dd>" in text(officials(), page)


def test_a_vendor_is_not_offered_the_reasons_of_a_town() -> None:
    page = f"/desk/introductions/{making.introduced().ref}"

    assert "予算が付かなかった" not in text(sellers(), page)
    assert "予算が付かなかった" in text(officials(), page)
    assert sellers().post(page, {"answer": "decline", "reason": "budget"}).status_code == 422
    assert officials().post(page, {"answer": "decline", "reason": "budget"}).status_code == 302


def test_the_reasons_of_both_sides_come_from_the_one_list() -> None:
    town, partner = (dict(reasons_of(side, DeclineReason.choices)) for side in ("government", "partner"))

    assert town == dict(DeclineReason.choices)
    assert set(town) - set(partner) == OF_TOWNS_ALONE


def test_once_both_agreed_each_side_reads_how_to_reach_the_other_and_the_town_its_draft() -> None:
    introduction = making.introduced()
    seller = make.member(make.vendor(), in_post=make.post(make.vendor(), "営業部"), email="sales@kotozute.example.jp")
    for of, name, phone in (
        (make.vendor(), "営業部", "0120-000-111"),
        (making.town(), "総務課 情報係", "0900-00-0000"),
    ):
        post = make.post(of, name)
        with acting_for(of):
            post.phone, post.email = phone, f"window@{of.ref}.example.jp"
            post.save()
    page = f"/desk/introductions/{introduction.ref}"
    assert "相手の連絡先" not in text(officials(), page)
    answer(introduction, make.supplier(make.vendor(), email=seller.person.email))
    answer(introduction, making.for_town())
    run_pending()

    town, vendor = text(officials(), page), text(sellers(), page)

    for told in (
        "営業部",
        "0120-000-111",
        "window@",
        "山田 花子",
        "最初に話す日を決めてください",
        "取組の下書きを開く",
    ):
        assert told in town
    for told in ("総務課 情報係", "0900-00-0000", "霧ヶ沢村から連絡があります"):
        assert told in vendor
    assert "取組の下書きを開く" not in vendor


def test_where_no_contact_is_kept_the_page_says_whom_to_ask() -> None:
    introduction = making.introduced()
    answer(introduction, making.for_vendor())
    answer(introduction, making.for_town())

    assert "紹介した局に聞いてください" in text(officials(), f"/desk/introductions/{introduction.ref}")


def test_where_no_post_is_kept_the_inquiries_of_the_service_are_the_way_and_stand_first() -> None:
    introduction = making.introduced()
    with acting_for(make.vendor()):
        Service.objects.filter(pk=introduction.service_id).update(
            inquiry_phone="0120-000-000", inquiry_mail="madoguchi@kotozute.example.jp"
        )
    answer(introduction, making.for_vendor())
    answer(introduction, making.for_town())

    town, vendor = (text(who(), f"/desk/introductions/{introduction.ref}") for who in (officials, sellers))

    assert "0120-000-000" in town
    assert "紹介した局に聞いてください" not in town
    assert town.index("madoguchi@kotozute.example.jp") < town.index("返事の期限")
    assert "madoguchi@" not in vendor  # they know their own; the town's is asked of the bureau


def test_what_is_past_its_day_stands_under_what_is_over_before_the_night_has_closed_it() -> None:
    introduction = making.introduced()
    with acting_for(making.bureau()):
        Introduction.objects.filter(pk=introduction.pk).update(answer_by=AT.date() - timedelta(days=400))

    waiting, over = (text(coordinators(), f"/desk/matching/?state={tab}") for tab in ("introduced", "expired"))

    assert "ことづて電話" not in waiting
    assert "ことづて電話" in over
    assert "期限が過ぎました" in over


def test_a_row_of_the_board_leads_to_its_introduction_and_says_why_it_was_declined() -> None:
    introduction = making.introduced()
    answer(introduction, making.for_vendor(), agrees=False)

    page = text(coordinators(), "/desk/matching/?state=declined")

    assert f'href="/desk/matching/introductions/{introduction.ref}"' in page
    assert "辞退：時期が合わない" in page
    told = text(coordinators(), f"/desk/matching/introductions/{introduction.ref}")
    assert "見送り：時期が合わない" in told
    assert "返事を送る" not in told
