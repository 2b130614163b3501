"""How dates, numbers and money are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.web import words


def test_a_date_is_written_with_its_weekday() -> None:
    assert words.long_date(date(2026, 11, 23)) == "2026年11月23日（月）"


def test_a_moment_late_in_the_day_elsewhere_is_the_next_day_in_japan() -> None:
    evening = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)

    assert words.moment(evening) == "2026年11月23日（月）00:30"
    assert words.era_date(evening) == "令和8年11月23日"


def test_english_readers_get_english_dates_and_money(in_english: None) -> None:
    assert words.long_date(date(2026, 11, 23)) == "Mon, 23 Nov 2026"
    assert words.money(1_234_000) == "¥1,234,000"
    assert words.about(1200, "people") == "about 1,200 people"


@pytest.mark.parametrize("unit", ["件", "人", "団体", "世帯", "町", "社"])
def test_english_readers_get_counts_without_japanese_units(in_english: None, unit: str) -> None:
    assert words.count(1, unit) == "1"
    assert words.count(1_200, " people") == "1,200 people"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (words.money(1_234_000), "1,234,000円"),
        (words.money(-500), "−500円"),
        (words.about(1200, "人"), "約1,200人"),
        (words.count(10_000), "10,000件"),
        (words.signed(12, "件"), "+12件"),
        (words.signed(-3, "件"), "−3件"),
        (words.signed(0, "件"), "±0件"),
        (words.percent(Decimal("0.254")), "25%"),
        (words.percent(0.254, 1), "25.4%"),
        (words.number(3.10, 2), "3.1"),
        (words.number(1000), "1,000"),
        (words.short_date(date(2026, 4, 1)), "4月1日"),
    ],
)
def test_numbers_are_written_as_a_letter_of_the_town_would(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize(("day", "said"), [(23, "今日"), (26, "あと3日"), (21, "2日過ぎています")])
def test_a_due_date_says_how_far_it_is(day: int, said: str) -> None:
    assert words.days_left(date(2026, 11, day), today=date(2026, 11, 23)) == said


@pytest.mark.parametrize(
    "write",
    [
        words.long_date,
        words.short_date,
        words.era_date,
        words.clock_time,
        words.moment,
        words.days_left,
        words.number,
        words.money,
        words.about,
        words.count,
        words.signed,
        words.percent,
    ],
)
def test_what_is_not_known_is_a_dash(write: object) -> None:
    assert write(None) == "—"  # type: ignore[operator]


@given(st.integers(-(10**15), 10**15))
def test_a_difference_always_carries_its_sign(value: int) -> None:
    assert words.signed(value)[0] in "+−±"
    assert words.signed(value).lstrip("+−±").replace(",", "") == str(abs(value))


def test_several_words_stand_between_quotation_marks_of_the_language() -> None:
    assert f"「{words.side_by_side(['通院', '足'])}」" == "「通院」「足」"
    assert f"「{words.side_by_side(['通院'])}」" == "「通院」"


def test_english_readers_get_english_quotation_marks(in_english: None) -> None:
    assert f"“{words.side_by_side(['hospital', 'way'])}”" == "“hospital” and “way”"


def test_a_list_and_sentences_are_written_as_the_language_does() -> None:
    assert words.listed(["通院", "買い物"]) == "通院、買い物"
    assert words.sentences(["有線", "LANもよい"]) == "有線。LANもよい"
    assert words.sentences(["予算が付かなかった。", "来年また"]) == "予算が付かなかった。来年また"


def test_english_sentences_have_no_japanese_stop_between_them(in_english: None) -> None:
    assert words.listed(["hospital", "shopping"]) == "hospital, shopping"
    assert words.sentences(["Internet", "No link to core systems"]) == "Internet. No link to core systems"
    assert words.sentences(["Stopped!", "Again next year."]) == "Stopped! Again next year."


@given(st.lists(st.text("あ。.! a", max_size=5), max_size=5))
def test_no_text_is_lost_and_nothing_stands_alone_between_sentences(several: list[str]) -> None:
    whole = words.sentences(several)

    for text in several:
        assert text.strip() in whole
    assert words.sentences([whole, "", None]) == whole
