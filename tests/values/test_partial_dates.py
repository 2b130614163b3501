"""Dates as people type them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.era_dates import EraDate, display, display_era
from yui.values.partial_dates import PartialDate, parse_date
from yui.values.unreadable import Unreadable

solar_days = st.dates(date(1873, 1, 1), date(2100, 12, 31))


@given(solar_days)
def test_every_way_of_showing_a_day_is_read_back(day: date) -> None:
    era_date = EraDate.of(day)
    spellings = [
        day.isoformat(),
        day.strftime("%Y%m%d"),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        display(day),
        display_era(day),
        str(era_date),
        era_date.short,
        era_date.short.replace(".", "/"),
        era_date.short.lower(),
        str(PartialDate.of(day)),
    ]

    assert {parse_date(spelling) for spelling in spellings} == {day}


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("H31.4.30", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("R6/4/1", "2024-04-01"),
        ("昭和64年1月7日", "1989-01-07"),
        ("２０２６年１１月２３日（月）", "2026-11-23"),
        ("令和八年十一月二十三日", "2026-11-23"),
        ("㋿8年4月1日", "2026-04-01"),
        ("㍻31年4月30日", "2019-04-30"),
        ("令和8年 4月 1日 水曜日", "2026-04-01"),
        ("令6.4.1", "2024-04-01"),
        ("R元.5.1", "2019-05-01"),
        ("大正15年12月25日", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("明治45年7月30日", "1912-07-30"),
        ("西暦2026年4月1日", "2026-04-01"),
        ("二〇二六年四月一日", "2026-04-01"),
        ("2024-02-29", "2024-02-29"),
        ("令和8年4月1日(水曜)", "2026-04-01"),
        ("2026ー4ー1", "2026-04-01"),
    ],
)
def test_a_day_is_read_as_typed(typed: str, iso: str) -> None:
    assert parse_date(typed).isoformat() == iso


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("平成40年", "令和10年"),
        ("平成31年5月1日", "令和元年5月1日"),
        ("平成31年5月", "令和元年5月"),
        ("昭和64年1月8日", "平成元年1月8日"),
        ("令和元年4月30日", "平成31年4月30日"),
        ("昭和100年", "令和7年"),
        ("H33.3.31", "令和3年3月31日"),
        ("大正16年1月1日", "昭和2年1月1日"),
        ("昭和元年12月24日", "大正15年12月24日"),
        ("平成99年", "令和69年"),
    ],
)
def test_a_year_an_era_never_had_is_refused_and_the_true_one_offered(typed: str, meant: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        PartialDate.parse(typed)

    assert refusal.value.code == "date.era"
    assert refusal.value.suggestions == (meant,)
    assert meant in refusal.value.message
    PartialDate.parse(meant)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("令和0年", "date.year_zero"),
        ("2026-02-30", "date.day"),
        ("令和7年2月29日", "date.day"),
        ("2026/13/1", "date.month"),
        ("2026/0/1", "date.month"),
        ("2026/1/0", "date.day"),
        ("26/4/1", "date.year"),
        ("8年4月1日", "date.year"),
        ("明治5年3月1日", "date.lunar"),
        ("2026年11月23日（火）", "date.weekday"),
        ("きのう", "date.shape"),
        ("", "date.shape"),
        ("2026-4/1", "date.shape"),
        ("2026-11-23T10:00", "date.shape"),
        ("0000-01-01", "date.year"),
        ("9998-01-01", "date.year"),
        ("十十年一月一日", "date.year"),
        ("2026年十十月1日", "date.month"),
    ],
)
def test_nonsense_is_refused_with_its_reason(typed: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_date(typed)

    assert refusal.value.code == code


def test_a_refusal_says_how_long_the_month_is_and_which_weekday_it_was() -> None:
    with pytest.raises(Unreadable, match="2026年2月は28日まで"):
        parse_date("2026-02-30")
    with pytest.raises(Unreadable, match="2026年11月23日（月）"):
        parse_date("2026年11月23日(日)")


@pytest.mark.parametrize(
    ("typed", "gif", "shown"),
    [
        ("9999-99-99", "9999-99-99", "不明"),
        ("2026-99-99", "2026-99-99", "2026年"),
        ("2026-11-99", "2026-11-99", "2026年11月"),
        ("9999-11-23", "9999-11-23", "？年11月23日"),
        ("2026-99-23", "2026-99-23", "2026年？月23日"),
        ("9999-02-29", "9999-02-29", "？年2月29日"),
        ("平成23年3月", "2011-03-99", "2011年3月"),
        ("S50", "1975-99-99", "1975年"),
        ("2026", "2026-99-99", "2026年"),
        ("明治5年", "1872-99-99", "1872年"),
    ],
)
def test_unknown_parts_stay_unknown(typed: str, gif: str, shown: str) -> None:
    found = PartialDate.parse(typed)

    assert str(found) == gif
    assert found.shown == shown
    assert found.whole is None


@given(st.none() | st.integers(1900, 2100), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28))
def test_the_gif_form_is_read_back_with_the_same_parts_unknown(
    year: int | None, month: int | None, day: int | None
) -> None:
    value = PartialDate(year, month, day)

    assert PartialDate.parse(str(value)) == value


@given(st.integers(1900, 2100), st.none() | st.integers(1, 12), st.none() | st.integers(1, 28))
def test_a_partial_date_lies_between_its_earliest_and_latest_day(year: int, month: int | None, day: int | None) -> None:
    value = PartialDate(year, month, day)

    assert value.earliest is not None
    assert value.latest is not None
    assert value.earliest <= value.latest
    assert (value.earliest == value.latest) == (value.whole is not None)


def test_without_a_year_there_is_no_earliest_day() -> None:
    assert PartialDate(None, 11, 23).earliest is None
    assert PartialDate(None, 11, 23).latest is None


@pytest.mark.parametrize("parts", [(2026, 13, 1), (2026, 2, 29), (None, 4, 31), (2026, None, 32), (2026, 1, 0)])
def test_a_day_that_never_was_cannot_be_made(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="-"):
        PartialDate(*parts)


@pytest.mark.parametrize("typed", ["9999-02-30", "9999-13-01", "2026-11-99x"])
def test_unknown_parts_do_not_excuse_impossible_ones(typed: str) -> None:
    with pytest.raises(Unreadable):
        PartialDate.parse(typed)


def test_a_day_is_asked_for_whole() -> None:
    with pytest.raises(Unreadable, match="そろっていません"):
        parse_date("令和8年4月")


@given(st.text(st.sampled_from("令和平成昭元年月日度0123456789-/.(月)十〇 RHSｈ９")))
def test_any_typing_is_a_date_or_a_refusal(typed: str) -> None:
    with suppress(Unreadable):
        found = PartialDate.parse(typed)
        assert PartialDate.parse(str(found)) == found
