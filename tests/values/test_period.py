"""From – to, and fiscal years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.fiscal_year import FiscalYear
from yui.values.period import Period
from yui.values.unreadable import Unreadable

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start and end and end < start:
        start, end = end, start
    return Period(start, end)


APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("令和8年4月1日～令和9年3月31日", APRIL, MARCH),
        ("令和8年4月1日から令和9年3月31日まで", APRIL, MARCH),
        ("2026-04-01/2027-03-31", APRIL, MARCH),
        ("2026/4/1〜2027/3/31", APRIL, MARCH),
        ("R8.4.1 ~ R9.3.31", APRIL, MARCH),
        ("2026年4月1日から", APRIL, None),
        ("～2027年3月31日", None, MARCH),
        ("2026/4/1", APRIL, APRIL),
        ("2026-04-01/", APRIL, None),
    ],
)
def test_a_period_is_read_as_typed(typed: str, start: date | None, end: date | None) -> None:
    assert Period.parse(typed) == Period(start, end)


@pytest.mark.parametrize("typed", ["", "～", "から", "きょうからあすまで", "2026/4/1-2026/5/1", "2026年4月～2027年3月"])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        Period.parse(typed)


def test_an_end_before_the_start_is_refused_with_both_days() -> None:
    with pytest.raises(Unreadable, match=r"2026年4月1日.*2027年3月31日"):
        Period.parse("2027/3/31～2026/4/1")
    with pytest.raises(ValueError, match="after"):
        Period(MARCH, APRIL)


@given(periods())
def test_a_period_comes_back_from_gif(period: Period) -> None:
    assert Period.from_gif(*period.gif) == period


@given(periods().filter(lambda period: period.start or period.end))
def test_what_is_shown_is_read_back(period: Period) -> None:
    assert Period.parse(period.shown) == period
    assert Period.parse(period.shown_era) == period


def test_gif_leaves_an_unknown_end_open_and_takes_a_month_whole() -> None:
    assert Period.from_gif("2026-04-01", "9999-99-99") == Period(APRIL, None)
    assert Period.from_gif("", "") == Period(None, None)
    assert Period.from_gif("2026-04-99", "2027-03-99") == Period(APRIL, MARCH)


@given(periods(), days)
def test_a_day_is_in_a_period_when_the_one_day_period_overlaps_it(period: Period, day: date) -> None:
    assert (day in period) == period.overlaps(Period(day, day))


@given(periods(), periods())
def test_overlap_is_mutual_and_what_follows_does_not_overlap(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not (one.is_followed_by(other) and one.overlaps(other))


@given(days, st.integers(0, 1000))
def test_both_ends_count(start: date, length: int) -> None:
    period = Period(start, start + timedelta(days=length))

    assert period.days == length + 1
    assert start in period
    assert period.end in period if period.end else False
    assert start - timedelta(days=1) not in period


def test_an_open_period_has_no_length_and_says_so() -> None:
    assert Period(APRIL, None).days is None
    assert Period(None, None).shown == Period(None, None).shown_era == "期間の定めなし"
    assert Period(APRIL, MARCH).shown == "2026年4月1日（水）から2027年3月31日（水）まで"
    assert Period(APRIL, MARCH).shown_era == "令和8年4月1日～令和9年3月31日"


@given(days)
def test_each_day_is_in_its_fiscal_year_and_years_follow_each_other(day: date) -> None:
    year = FiscalYear.of(day)

    assert day in year.period
    assert year.period.is_followed_by(year.next.period)


@given(st.integers(1900, 2100))
def test_a_fiscal_year_is_read_back_from_its_name(year: int) -> None:
    assert FiscalYear.parse(str(FiscalYear(year))) == FiscalYear(year)
    assert FiscalYear.parse(f"{year}年度") == FiscalYear(year)


@pytest.mark.parametrize(
    ("typed", "year", "name"),
    [
        ("令和8年度", 2026, "令和8年度"),
        ("R8年度", 2026, "令和8年度"),
        ("２０２６", 2026, "令和8年度"),
        ("平成31年度", 2019, "令和元年度"),
        ("令和元年度", 2019, "令和元年度"),
        ("昭和63年度", 1988, "昭和63年度"),
        ("平成元年度", 1989, "平成元年度"),
        ("令和八年度", 2026, "令和8年度"),
        ("2026FY", 2026, "令和8年度"),
    ],
)
def test_a_fiscal_year_is_read_as_typed(typed: str, year: int, name: str) -> None:
    assert FiscalYear.parse(typed) == FiscalYear(year)
    assert str(FiscalYear(year)) == name


def test_the_last_of_march_belongs_to_the_year_before() -> None:
    assert FiscalYear.of(date(2026, 3, 31)) == FiscalYear(2025)
    assert FiscalYear.of(date(2026, 4, 1)) == FiscalYear(2026)


def test_a_fiscal_year_after_its_era_is_refused_and_the_true_one_offered() -> None:
    with pytest.raises(Unreadable) as refusal:
        FiscalYear.parse("平成40年度")

    assert refusal.value.suggestions == ("令和10年度",)


@pytest.mark.parametrize("typed", ["", "8年度", "令和0年度", "今年度", "令和十十年度", "99999年度"])
def test_what_is_no_fiscal_year_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        FiscalYear.parse(typed)


def test_a_fiscal_year_before_the_eras_is_told_by_its_number() -> None:
    assert str(FiscalYear(1800)) == "1800年度"
