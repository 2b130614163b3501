"""The book speaks the words of its reader, and only of what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.audit import wording


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


@given(
    st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=4),
    st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=5), max_size=4),
)
def test_as_many_changes_as_values_that_differ(before: dict[str, object], after: dict[str, object]) -> None:
    told = wording.changes("", before, after)

    assert len(told) <= len({*before, *after})
    assert wording.changes("", before, before) == ()
