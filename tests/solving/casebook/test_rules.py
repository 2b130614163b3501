from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.solving.casebook.making import WHOLE
from yui.solving.casebook import rules
from yui.solving.casebook.rules import Companion, Content, Figure

TEXT = st.text(max_size=40)
NUMBER = st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=3))
FIGURE = st.builds(Figure, TEXT, TEXT, st.sampled_from(["up", "down"]), NUMBER, NUMBER)
COMPANION = st.builds(Companion, TEXT, TEXT, st.one_of(st.none(), st.integers(1, 10**9)))
CONTENT = st.builds(
    Content,
    title=TEXT,
    summary=TEXT,
    problem=TEXT,
    year=st.one_of(st.none(), st.integers(1990, 2100)),
    cost_yen=st.one_of(st.none(), st.integers(0, 10**12)),
    also=st.lists(TEXT, max_size=3).map(tuple),
    figures=st.lists(FIGURE, max_size=4).map(tuple),
    companions=st.lists(COMPANION, max_size=4).map(tuple),
    services=st.lists(st.integers(1, 10**9), max_size=4).map(tuple),
)


@given(CONTENT)
def test_a_content_comes_back_from_json_as_it_was(content: Content) -> None:
    assert Content.from_json(content.as_json()) == content


def test_a_kept_version_with_parts_of_later_days_can_still_be_read() -> None:
    assert Content.from_json({"title": "題", "of_the_future": 1}).title == "題"


@given(TEXT, TEXT)
def test_the_pieces_hold_both_texts(before: str, after: str) -> None:
    found = rules.pieces(before, after)

    assert "".join(piece.text for piece in found if piece.kind != "in") == before
    assert "".join(piece.text for piece in found if piece.kind != "out") == after


@given(CONTENT, CONTENT)
def test_versions_differ_exactly_in_the_parts_named(old: Content, new: Content) -> None:
    named = {difference.name for difference in rules.differences(old, new)}

    assert rules.differences(old, old) == ()
    assert all(getattr(old, name) != getattr(new, name) for name in named)


@pytest.mark.parametrize("name", rules.REQUIRED)
def test_every_required_part_is_missed(name: str) -> None:
    empty: dict[str, Any] = {name: None if name == "year" else " "}

    assert rules.missing_before_review(replace(WHOLE, **empty)) == (name,)


def test_a_whole_case_lacks_nothing() -> None:
    assert rules.missing_before_review(WHOLE) == ()


@pytest.mark.parametrize("name", ["constraints", "upkeep", "spread"])
def test_what_the_framework_leaves_open_is_not_asked_for(name: str) -> None:
    assert rules.missing_before_review(replace(WHOLE, **{name: ""})) == ()  # type: ignore[arg-type]


def test_every_text_has_its_place_and_none_two() -> None:
    texts = {name for name, value in WHOLE.as_json().items() if isinstance(value, str)} & set(rules.LIMITS)

    assert len(rules.TEXTS) == len(set(rules.TEXTS))
    assert set(rules.TEXTS) == texts - {"title", "summary"}


def test_the_limits_keep_within_those_of_the_framework() -> None:
    assert rules.LIMITS["summary"] <= 300


def test_readers_turn_to_a_post_and_without_one_to_the_organisation() -> None:
    assert rules.contact_of("総務課", "霧ヶ沢村") == "霧ヶ沢村　総務課"
    assert rules.contact_of("", "霧ヶ沢村") == "霧ヶ沢村"


@given(st.text(max_size=200), st.integers(2, 60))
def test_a_shortened_text_fits_and_begins_alike(text: str, most: int) -> None:
    short = rules.shorten(text, most)

    assert len(short) <= most
    assert text.startswith(short.removesuffix("…") if len(text) > most else short)


@given(CONTENT)
def test_a_shortened_content_is_never_too_long(content: Content) -> None:
    long = replace(content, title=content.title * 5, problem=content.problem * 80)

    assert rules.too_long(long.shortened()) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("確かめた世帯", "%"), ("確かめた世帯", "％")),
        (("待ち時間 （最大）", "分"), ("待ち時間(最大)", "分")),
        (("ＩＣＴの相談", "件"), ("ictの相談", "件")),
    ],
)
def test_names_written_otherwise_are_compared(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert rules.key_of(*one) == rules.key_of(*other)


def test_another_unit_is_another_indicator() -> None:
    assert rules.key_of("待ち時間", "分") != rules.key_of("待ち時間", "時間")


@given(st.integers(0, 20_000_000))
def test_a_larger_town_is_never_in_a_smaller_class(population: int) -> None:
    order = ["xs", "s", "m", "l", "xl"]

    assert order.index(rules.size_class(population)) <= order.index(rules.size_class(population + 1))


def test_without_population_there_is_no_class() -> None:
    assert rules.size_class(None) == ""


def test_a_figure_is_written_without_needless_zeros() -> None:
    old = replace(WHOLE, figures=(Figure("待ち", "分", "down", Decimal("38.000"), None),))

    (difference,) = rules.differences(replace(old, figures=()), old)

    assert difference.pieces[0].text == "待ち 38→—分"


def test_a_new_text_is_not_shown_in_crumbs_of_the_old() -> None:
    found = rules.pieces("大雨の夜、黒電話で届いた避難の知らせ", "改めた題")

    assert [piece.kind for piece in found] == ["out", "in"]


def test_a_small_change_shows_what_stayed_around_it() -> None:
    found = rules.pieces("名簿の更新を続ける人を先に決める。", "名簿の更新を続ける係を先に決める。")

    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "名簿の更新を続ける"),
        ("out", "人"),
        ("in", "係"),
        ("same", "を先に決める。"),
    ]


@pytest.mark.parametrize("unit", ["件/月", "万kWh/年", "時間／月", "件", "世帯", "冊"])
def test_amounts_of_a_town_are_compared_by_head(unit: str) -> None:
    assert rules.grows_with_a_town(unit)


@pytest.mark.parametrize("unit", ["%", "％", "日", "分", "円/世帯", "時間", "", "%/年"])
def test_shares_waits_and_prices_are_compared_as_they_are(unit: str) -> None:
    assert not rules.grows_with_a_town(unit)


@given(st.decimals(0, 10**6, places=2), st.integers(1, 10**7))
def test_a_thousand_heads_bring_the_value_back(value: Decimal, population: int) -> None:
    by_head = rules.per_thousand(value, population)

    assert by_head is not None
    assert abs(by_head * population / 1000 - value) < Decimal("0.001")
    assert rules.per_thousand(value, 0) is rules.per_thousand(None, population) is None


REPEATED = st.tuples(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5))


@given(REPEATED)
@example(("abcab", "bcaab"))
def test_texts_that_repeat_themselves_are_compared_too(words: tuple[str, str]) -> None:
    """Letter by letter 1,200 letters abcab… take minutes, and everybody may open the page that shows it."""
    before, after = (f"初めの題。{word * 600}"[:1200] for word in words)

    found = rules.pieces(before, after)

    assert "".join(piece.text for piece in found if piece.kind != "in") == before
    assert "".join(piece.text for piece in found if piece.kind != "out") == after
