"""The book speaks the words of its reader, and only of what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.audit import wording
from yui.sites.cloud.recorded import ACTIONS


def test_states_and_yes_and_no_are_told_by_their_labels() -> None:
    told = wording.changes(
        "solutions.service",
        {"state": "draft", "cloud": None, "network": "lgwan"},
        {"state": "published", "cloud": True, "network": "none"},
    )

    assert told == (
        ("状態", "下書き", "公開"),
        ("クラウドで動く", "", "はい"),
        ("使う回線", "LGWAN", "つながずに使える"),
    )


def test_what_stayed_as_it_was_is_no_change() -> None:
    assert (
        wording.changes("solutions.service", {"name": "電話", "cloud": False}, {"name": "電話", "cloud": False}) == ()
    )
    assert wording.changes("solutions.service", {"cloud": False}, {"cloud": True}) == (
        ("クラウドで動く", "いいえ", "はい"),
    )


def test_lists_and_days_are_told_in_words() -> None:
    told = wording.changes("solutions.service", {}, {"functions": ["発信", "確認"], "confirmed_on": "2026-11-23"})

    assert told == (("できること", "", "発信、確認"), ("確かめた日", "", "2026年11月23日（月）"))


def test_a_record_that_is_no_more_is_told_as_it_was_written() -> None:
    assert wording.changes("gone.thing", {"colour": "red"}, {"colour": "blue"}) == (("colour", "red", "blue"),)
    assert wording.record("gone.thing") == "gone.thing"
    assert wording.page_of_record("gone.thing", "2345678abc") is None


def test_a_record_with_a_page_leads_there() -> None:
    assert wording.page_of_record("needs.need", "2345678abc") == "/desk/needs/2345678abc/"
    assert wording.page_of_record("needs.need", "") is None
    assert wording.page_of_record("identity.membership", "2345678abc") is None


@pytest.mark.parametrize("code", ["needs.written", "casebook.published", "cloud.organisation-set-active"])
def test_actions_have_names(code: str) -> None:
    assert wording.action(code)
    assert not wording.action(code).isascii()


def test_codes_of_roles_reasons_and_prices_are_told_in_words() -> None:
    told = wording.changes(
        "matching.introduction",
        {},
        {
            "roles": ["official", "admin"],
            "reason": "cost",
            "side": "partner",
            "target": "service:13",
            "price": {"initial": 30_000, "running_per": "household", "period": "month"},
        },
    )

    assert told == (
        ("役割", "", "職員、団体の管理者"),
        ("理由", "", "費用が効果に見合わない"),
        ("答えた側", "", "相手の団体"),
        ("紹介した相手", "", "サービス（番号13）"),
        ("値段", "", "はじめの費用：30000、運用の費用の数えかた：1世帯あたり（全世帯分）、運用の費用の期間：1か月分"),
    )


def test_a_value_that_nobody_named_is_told_as_it_was_written() -> None:
    told = wording.changes("", {}, {"reason": "none_of_these", "target": "elsewhere", "roles": ["gone"]})

    assert [after for _name, _before, after in told] == ["none_of_these", "elsewhere", "gone"]


@pytest.mark.parametrize("name", ["submitted_by", "submitted_by_id"])
def test_another_record_is_told_by_its_number_under_a_name_in_words(name: str) -> None:
    assert wording.changes("needs.need", {}, {name: 7}) == (("確認を頼んだ人", "", "番号7"),)


def test_who_acted_is_told_by_kind() -> None:
    assert [wording.kind(kind) for kind in ("person", "guest", "token", "system", "gone")] == [
        "人",
        "住民・訪問者",
        "プログラム",
        "自動",
        "gone",
    ]


def test_every_action_stands_once_in_the_list_to_choose_from_under_its_room() -> None:
    rooms = wording.actions_to_choose()
    listed = [code for _room, codes in rooms for code, _label in codes]

    assert sorted(code for code in listed if not code.endswith(".")) == sorted(ACTIONS)
    assert len(listed) == len(set(listed))
    assert all(codes[0][0].endswith(".") and len(codes) > 1 for _room, codes in rooms)


@given(
    st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=4),
    st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=4),
)
def test_as_many_changes_as_values_that_differ(before: dict[str, object], after: dict[str, object]) -> None:
    told = wording.changes("", before, after)

    assert len(told) <= len({*before, *after})
    assert wording.changes("", before, before) == ()
