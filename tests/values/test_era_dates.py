"""和暦 and its boundaries."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yui.values.era_dates import (
    ERA_NAMES,
    ERAS,
    EraDate,
    display,
    display_era,
    era_label,
    era_of,
    era_year_label,
    weekday,
)

solar_days = st.dates(date(1873, 1, 1), date(2200, 12, 31))


@given(solar_days)
@example(date(1912, 7, 30))
@example(date(1926, 12, 25))
@example(date(1989, 1, 7))
@example(date(2019, 5, 1))
def test_a_day_comes_back_from_its_era(day: date) -> None:
    assert EraDate.of(day).iso == day


@given(solar_days)
def test_the_era_of_a_day_holds_it_and_its_years_begin_with_one(day: date) -> None:
    era_date = EraDate.of(day)

    assert era_date.era.holds(day)
    assert era_date.year >= 1


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (date(2019, 4, 30), "平成31年4月30日", "H31.4.30"),
        (date(2019, 5, 1), "令和元年5月1日", "R1.5.1"),
        (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7"),
        (date(1989, 1, 8), "平成元年1月8日", "H1.1.8"),
        (date(1926, 12, 24), "大正15年12月24日", "T15.12.24"),
        (date(1926, 12, 25), "昭和元年12月25日", "S1.12.25"),
        (date(1912, 7, 29), "明治45年7月29日", "M45.7.29"),
        (date(2026, 11, 23), "令和8年11月23日", "R8.11.23"),
        (date(1873, 1, 1), "明治6年1月1日", "M6.1.1"),
    ],
)
def test_the_last_day_of_an_era_and_the_first_of_the_next(day: date, long: str, short: str) -> None:
    assert str(EraDate.of(day)) == long
    assert EraDate.of(day).short == short


def test_eras_follow_each_other_without_a_gap() -> None:
    for before, after in pairwise(ERAS):
        assert before.last is not None
        assert after.first - before.last in (timedelta(0), timedelta(days=1))
    assert ERAS[-1].last is None


def test_days_counted_by_the_moon_have_no_era_date_but_are_shown() -> None:
    with pytest.raises(ValueError, match="moon"):
        EraDate.of(date(1872, 12, 31))

    assert era_label(date(1872, 12, 31)) == "1872年12月31日"


def test_before_the_eras_known_here_there_is_none() -> None:
    with pytest.raises(ValueError, match="no era"):
        era_of(date(1800, 1, 1))


@pytest.mark.parametrize(
    ("year", "label"), [(2019, "令和元年"), (2018, "平成30年"), (1989, "平成元年"), (2026, "令和8年")]
)
def test_a_year_is_named_by_its_last_day(year: int, label: str) -> None:
    assert era_year_label(year) == label


def test_a_date_is_shown_with_its_weekday() -> None:
    day = date(2026, 11, 23)

    assert weekday(day) == "月"
    assert display(day) == "2026年11月23日（月）"
    assert display_era(day) == "令和8年11月23日（月）"


def test_weekdays_begin_on_monday_as_in_gif() -> None:
    week = [date(2026, 11, 23) + timedelta(days=days) for days in range(7)]

    assert "".join(weekday(day) for day in week) == "月火水木金土日"
    assert [day.isoweekday() for day in week] == [1, 2, 3, 4, 5, 6, 7]


def test_each_spelling_of_an_era_means_one_era() -> None:
    assert {ERA_NAMES[spelling].name for spelling in ("令和", "令", "R", "r")} == {"令和"}
    assert len(ERA_NAMES) == 4 * len(ERAS)
