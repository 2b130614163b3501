"""The desk pages of matching, as a browser without scripts sees them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories as make
from tests.solving.matching import making
from tests.solving.matching.making import AT
from yui.kernel.access import Role
from yui.kernel.jobs import run_pending
from yui.kernel.tenancy import acting_for
from yui.solving.matching import actions, jobs
from yui.solving.matching.models import Candidate, Introduction, IntroductionState, JointGroup, Proposal, ProposalState

pytestmark = pytest.mark.django_db


def browser(of: Any, *roles: Role) -> Client:
    client = Client()
    client.force_login(make.member(of, *roles).person)
    return client


def coordinators() -> Client:
    return browser(making.bureau(), Role.COORDINATOR)


def officials() -> Client:
    return browser(making.town(), Role.OFFICIAL)


def sellers() -> Client:
    return browser(make.vendor(), Role.SUPPLIER)


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_the_board_leads_to_the_needs_that_have_candidates() -> None:
    candidate = making.candidate()
    with acting_for(making.bureau()):
        ref = Candidate.shared.select_related("need").get(pk=candidate.pk).need.ref

    page = text(coordinators(), "/desk/matching/")

    assert "雨の夜でも" in page
    assert f"/desk/matching/needs/{ref}" in page
    assert "霧ヶ沢村" in page


def test_the_board_is_narrowed_by_field_and_reason() -> None:
    introduction = making.introduced()
    actions.answer_introduction(introduction=introduction, agrees=False, reason="timing", by=making.for_vendor(), at=AT)

    assert "時期が合わない" in text(coordinators(), "/desk/matching/?state=declined&reason=timing&field=recovery")
    assert "当てはまる引き合わせはありません" in text(coordinators(), "/desk/matching/?state=declined&reason=cost")


@pytest.mark.parametrize("state", ["waiting", "introduced", "agreed", "declined", "expired", "nonsense"])
def test_every_tab_of_an_empty_board_says_what_it_will_show(state: str) -> None:
    said = "当てはまる引き合わせはありません"
    if state in {"waiting", "nonsense"}:
        said = "候補を待っているニーズはありません"

    assert said in text(coordinators(), f"/desk/matching/?state={state}")


def test_the_board_asks_the_same_number_of_queries_however_long(django_assert_max_num_queries: Any) -> None:
    making.service()
    for number in range(12):
        making.need(title=f"防災無線が聞こえない {number}")
    run_pending()
    client = coordinators()
    client.get("/desk/matching/")

    with django_assert_max_num_queries(14):
        client.get("/desk/matching/")


def test_candidates_are_shown_with_why_how_well_cost_with_sign_and_users() -> None:
    candidate = making.candidate(users=("011002",))
    with acting_for(making.bureau()):
        ref = Candidate.shared.select_related("need").get(pk=candidate.pk).need.ref

    page = text(coordinators(), f"/desk/matching/needs/{ref}")

    for told in ("なぜ出たか", "予算内", "（予算との差 −", "使っている団体：札幌市", "紹介する", "見送る", "ことば"):
        assert told in page
    assert '<rect class="part"' in page


@pytest.fixture
def long_list() -> str:
    """The candidates page of a need with thirteen candidates, the last one fitting least."""
    candidate = making.candidate()
    with acting_for(making.town()):
        first = Candidate.objects.select_related("need").get(pk=candidate.pk)
        for place in range(1, 13):
            Candidate.objects.create(
                owner_id=first.owner_id, need=first.need, bureau_id=first.bureau_id, partner_id=first.partner_id,
                kind="service", target=10_000 + place, title=f"候補その{place}", url="/services/", place=place,
            )  # fmt: skip
    return f"/desk/matching/needs/{first.need.ref}"


def test_ten_candidates_are_shown_and_the_rest_is_a_link_away(long_list: str) -> None:
    client = coordinators()

    page = text(client, long_list)
    more = re.search(r'href="(\?show=20)#(c-[^"]+)"[^>]*><span>もっと見る（あと3件）', page)

    assert "候補その9</a>" in page
    assert "候補その10</a>" not in page
    assert more is not None
    whole = text(client, long_list + more[1])
    assert f'id="{more[2]}"' in whole
    assert "候補その12</a>" in whole
    assert "もっと見る" not in whole


@pytest.mark.parametrize("asked", ["0", "-3", "１２", "9999", "x"])
def test_a_number_of_candidates_that_makes_no_sense_still_shows_the_best(long_list: str, asked: str) -> None:
    page = text(coordinators(), f"{long_list}?show={asked}")

    assert "ことづて電話</a>" in page
    assert "もっと見る" in page


def test_a_coordinator_introduces_declines_and_takes_back() -> None:
    candidate = making.candidate()
    client = coordinators()

    refused = client.post(f"/desk/matching/candidates/{candidate.ref}/introduce", {"message": ""})
    made = client.post(f"/desk/matching/candidates/{candidate.ref}/introduce", {"message": "ご紹介します。"})
    back = client.post(f"/desk/matching/candidates/{candidate.ref}/undo")
    unreasoned = client.post(f"/desk/matching/candidates/{candidate.ref}/decline", {"reason": ""})
    declined = client.post(f"/desk/matching/candidates/{candidate.ref}/decline", {"reason": "cost", "note": "高い"})

    assert [one.status_code for one in (refused, made, back, unreasoned, declined)] == [422, 302, 302, 422, 302]
    with acting_for(making.bureau()):
        assert Candidate.shared.get(pk=candidate.pk).decline_note == "高い"


def test_both_sides_answer_on_their_own_pages() -> None:
    ref = making.introduced().ref

    asked = text(officials(), f"/desk/introductions/{ref}")
    officials().post(f"/desk/introductions/{ref}", {"answer": "agree", "note": "話を聞きます。"})
    told = text(sellers(), f"/desk/introductions/{ref}")
    sellers().post(f"/desk/introductions/{ref}", {"answer": "agree"})

    assert making.MESSAGE in asked
    assert "取り消してやり直せます" in asked
    assert "話を聞きます。" in told
    assert "その場で成立し、取り消せません" in told
    assert "返事を送る" not in text(sellers(), f"/desk/introductions/{ref}")
    assert "成立" in text(coordinators(), "/desk/matching/?state=agreed")
    with acting_for(making.bureau()):
        assert Introduction.objects.get().state == IntroductionState.AGREED


def test_declining_without_a_reason_is_refused_at_its_field() -> None:
    ref = making.introduced().ref

    response = officials().post(f"/desk/introductions/{ref}", {"answer": "decline"})

    assert response.status_code == 422
    assert "見送る理由を選んでください" in response.content.decode()


def test_introductions_are_listed_for_both_sides() -> None:
    making.introduced()

    assert "ことづて電話" in text(officials(), "/desk/introductions/")
    assert "雨の夜でも" in text(sellers(), "/desk/introductions/")


def test_each_side_reads_in_the_list_what_the_title_leaves_out() -> None:
    making.introduced()

    assert "ニーズ：雨の夜でも、防災無線の中身が家の中で分かるようにしたい" in text(officials(), "/desk/introductions/")
    assert "紹介されたもの：ことづて電話" in text(sellers(), "/desk/introductions/")


def test_every_way_into_the_room_has_its_icon() -> None:
    page = text(coordinators(), "/desk/matching/")

    ways = re.findall(r'<a class="plain" href="/desk/(?:matching|introductions|proposals)/[^"]*"[^>]*>(.{4})', page)
    assert len(ways) >= 2
    assert set(ways) == {"<svg"}


def test_the_board_tells_answers_and_dates_of_an_introduction_in_two_columns() -> None:
    introduction = making.introduced()
    actions.answer_introduction(introduction=introduction, agrees=True, by=making.for_town(), at=AT)

    page = text(coordinators(), "/desk/matching/?state=introduced")

    assert page.count('scope="col"') == 4
    for told in ("まち：承諾", "紹介：2026年11月23日", "返事：2026年12月14日まで"):
        assert told in page


def typed(need: Any, **changes: Any) -> dict[str, Any]:
    return {
        "summary": "三か月試す。",
        "initial_yen": "380000",
        "initial_unit": "flat",
        "running_yen": "1261800",
        "running_unit": "flat/year",
        "available_on_year": "令和9",
        "available_on_month": "4",
        "available_on_day": "1",
        "used_by": "011002",
        **{f"evidence_{pk}": "証拠があります。" for pk, _text in need.essential},
        **changes,
    }


def test_the_form_of_a_proposal_says_what_must_be_there_before_it_goes_to_the_town() -> None:
    need, service = making.need(), making.service()
    page = text(sellers(), f"/desk/proposals/new?need={need.ref}&service={service.ref}")

    assert page.count("まちへ出すまでに必要") == len(need.essential) + 6
    assert "すでに使っている地方公共団体なければ、下にしるしが必要" in re.sub("<[^>]+>", "", page)
    assert "値段の説明任意" in re.sub("<[^>]+>", "", page)


def test_a_proposal_is_written_handed_in_read_and_chosen() -> None:
    need, service = making.need(), making.service()
    start = f"/desk/proposals/new?need={need.ref}&service={service.ref}"

    assert "必須要件「固定電話だけの世帯に声で届く」への証拠" in text(sellers(), start)
    first = need.essential[0][0]
    incomplete = sellers().post(start, typed(need, **{f"evidence_{first}": "", "then": "submit"}))
    with acting_for(make.vendor()):
        ref = Proposal.objects.get().ref
    complete = sellers().post(f"/desk/proposals/{ref}", typed(need, then="submit"))

    assert incomplete.status_code == 422
    assert "への証拠を書いてください" in incomplete.content.decode()
    assert complete.status_code == 302
    assert "380,000円" in text(officials(), "/desk/proposals/received/")
    page = text(officials(), f"/desk/proposals/received/{ref}")
    assert "証拠があります。" in page
    officials().post(f"/desk/proposals/received/{ref}", {"choice": "select", "feedback": "お願いします。"})
    assert "お願いします。" in text(sellers(), "/desk/proposals/")
    with acting_for(make.vendor()):
        assert Proposal.objects.get().state == ProposalState.SELECTED


def test_a_supplier_chooses_which_service_to_propose() -> None:
    need, _ = making.need(), making.service()

    assert "どのサービスを提案しますか" in text(sellers(), f"/desk/proposals/new?need={need.ref}")


def test_turning_down_needs_words() -> None:
    need, service = making.need(), making.service()
    sellers().post(f"/desk/proposals/new?need={need.ref}&service={service.ref}", typed(need, then="submit"))
    with acting_for(make.vendor()):
        ref = Proposal.objects.get().ref

    response = officials().post(f"/desk/proposals/received/{ref}", {"choice": "turn_down"})

    with acting_for(make.vendor()):
        before = Proposal.objects.get().state
    officials().post(f"/desk/proposals/received/{ref}", {"choice": "turn_down", "feedback": "今年は見送ります。"})
    with acting_for(make.vendor()):
        after = Proposal.objects.get().state
    assert (response.status_code, before, after) == (422, ProposalState.SUBMITTED, ProposalState.NOT_SELECTED)


def test_a_coordinator_confirms_a_group_with_its_name() -> None:
    making.service()
    making.need()
    making.need(making.town("潮見浦町", population=8_457))
    run_pending()
    jobs.group_alike()
    client = coordinators()
    page = text(client, "/desk/matching/groups/")
    with acting_for(making.bureau()):
        ref = JointGroup.objects.get().ref

    client.post(f"/desk/matching/groups/{ref}/confirm", {"name": "放送が届かない", "note": "同じ悩み"})

    assert "合わせて人口11,581人" in page
    assert "別々" in page
    assert "放送が届かない" in text(client, "/desk/matching/groups/")


def test_the_page_of_learning_says_how_many_choices_there_are() -> None:
    making.introduced()

    page = text(coordinators(), "/desk/matching/learning/")
    refused = coordinators().post("/desk/matching/learning/learn")

    assert "学ぶには50件要ります" in page
    assert "いまの記録から学ぶ" not in page
    assert refused.status_code == 422


ADDRESSES = {
    "/desk/matching/": coordinators,
    "/desk/matching/groups/": coordinators,
    "/desk/matching/learning/": coordinators,
    "/desk/introductions/": officials,
    "/desk/proposals/": sellers,
    "/desk/proposals/received/": officials,
}
"""Each with somebody who finds it."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_find_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert ADDRESSES[address]().get(address).status_code == 200


def test_other_organisations_find_none_of_our_records() -> None:
    introduction = making.introduced()
    with acting_for(making.bureau()):
        candidate = Candidate.shared.select_related("need").get(pk=introduction.candidate_id)
    other_bureau = browser(make.organisation("別の局", "bureau"), Role.COORDINATOR)
    other_vendor = browser(make.vendor("別の会社"), Role.SUPPLIER)

    assert other_bureau.get(f"/desk/matching/needs/{candidate.need.ref}").status_code == 404
    assert other_bureau.get(f"/desk/matching/candidates/{candidate.ref}/introduce").status_code == 404
    assert other_bureau.post(f"/desk/matching/candidates/{candidate.ref}/undo").status_code == 404
    assert other_vendor.get(f"/desk/introductions/{introduction.ref}").status_code == 404
