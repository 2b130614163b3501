"""What a service must say and what it costs: properties and a table of prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.solving.solutions.making import TELEPHONE
from yui.solving.solutions import rules
from yui.solving.solutions.rules import Draft, Per, Period, Price, Town

YEN = st.one_of(st.none(), st.integers(0, 10**9))
PRICES = st.builds(
    Price,
    initial=YEN,
    initial_per=st.sampled_from(list(Per)),
    running=YEN,
    running_per=st.sampled_from(list(Per)),
    period=st.sampled_from(list(Period)),
)
TOWNS = st.builds(
    Town,
    population=st.one_of(st.none(), st.integers(1, 400_000)),
    households=st.one_of(st.none(), st.integers(1, 200_000)),
    count=st.one_of(st.none(), st.integers(0, 5_000)),
)
KIRIGASAWA = Town(population=3_124, households=1_402)


def test_a_complete_service_lacks_nothing() -> None:
    assert rules.missing_before_publishing(TELEPHONE) == ()


def test_an_empty_service_lacks_everything_in_the_order_of_the_form() -> None:
    missing = rules.missing_before_publishing(Draft())

    assert missing[:4] == ("name", "summary", "body", "fields")
    assert "export_note" in missing


@pytest.mark.parametrize(
    ("lost", "named"),
    [
        ({"name": "　 "}, "name"),
        ({"functions": ()}, "functions"),
        ({"price": Price(initial=0)}, "running_yen"),
        ({"cloud": None}, "cloud"),
        ({"network": ""}, "network"),
        ({"accessibility": ""}, "accessibility"),
        ({"export_formats": ()}, "export_note"),
    ],
)
def test_each_thing_a_town_needs_to_know_is_asked_for(lost: dict[str, object], named: str) -> None:
    assert rules.missing_before_publishing(replace(TELEPHONE, **lost)) == (named,)


def test_no_way_out_is_allowed_when_it_is_said_plainly() -> None:
    draft = replace(TELEPHONE, export_formats=(), export_note="紙の帳面だけで、電子の書き出しはない。")

    assert rules.missing_before_publishing(draft) == ()


def test_a_price_of_zero_is_a_price() -> None:
    assert rules.missing_before_publishing(replace(TELEPHONE, price=Price(initial=0, running=0))) == ()


@pytest.mark.parametrize(
    ("price", "town", "initial", "yearly", "five_years"),
    [
        (Price(initial=380_000, running=900, running_per="household"), KIRIGASAWA, 380_000, 1_261_800, 6_689_000),
        (Price(initial=60_000, running=10_000, period="month"), KIRIGASAWA, 60_000, 120_000, 660_000),
        (Price(initial=0, running=198, running_per="head"), KIRIGASAWA, 0, 618_552, 3_092_760),
        (Price(initial=290_000, initial_per="device", running=0), KIRIGASAWA, None, 0, None),
        (Price(initial=1, initial_per="device", running=2, running_per="device"), Town(count=10), 10, 20, 110),
        (Price(initial=0, running=480_000, running_per="use"), Town(count=2), 0, 960_000, 4_800_000),
        (Price(initial=0, running=5, running_per="household"), Town(population=2_200), 0, 5_000, 25_000),
        (Price(initial=None, running=5), KIRIGASAWA, None, 5, None),
    ],
)
def test_what_a_price_means_for_a_town(
    price: Price, town: Town, initial: int | None, yearly: int | None, five_years: int | None
) -> None:
    assert rules.initial_cost(price, town) == initial
    assert rules.yearly_cost(price, town) == yearly
    assert rules.cost_over(price, town, 5) == five_years


@given(PRICES, TOWNS, st.integers(0, 20))
def test_more_years_never_cost_less(price: Price, town: Town, years: int) -> None:
    some, more = rules.cost_over(price, town, years), rules.cost_over(price, town, years + 1)

    assert (some is None) == (more is None)
    assert some is None or more is None or some <= more


@given(PRICES, TOWNS)
def test_a_larger_town_never_pays_less(price: Price, town: Town) -> None:
    larger = replace(
        town,
        population=None if town.population is None else town.population * 2,
        households=None if town.households is None else town.households * 2,
    )
    here, there = rules.yearly_cost(price, town), rules.yearly_cost(price, larger)

    assert here is None or (there is not None and here <= there)


@given(PRICES)
def test_nothing_is_guessed_where_a_number_is_missing(price: Price) -> None:
    known_without_a_town = price.running is not None and (price.running == 0 or price.running_per == Per.FLAT)

    assert (rules.yearly_cost(price, Town()) is not None) == known_without_a_town


@pytest.mark.parametrize(
    ("price", "unit"),
    [
        (Price(running=1), "円/年"),
        (Price(running=1, period="month"), "円/月"),
        (Price(running=1, running_per="household"), "円/世帯・年"),
        (Price(running=1, running_per="use", period="month"), "円/回"),
        (Price(running=1, running_per="user"), "円/人・年"),
    ],
)
def test_a_price_is_told_with_unit_and_period(price: Price, unit: str) -> None:
    assert price.running_unit == unit


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1_000))
def test_a_service_is_stale_after_a_year_and_not_before(confirmed: date, days: int) -> None:
    assert rules.is_stale(confirmed, confirmed + timedelta(days=days)) == (days > 365)


def test_a_service_nobody_ever_confirmed_is_stale() -> None:
    assert rules.is_stale(None, date(2026, 11, 23))


@given(st.lists(st.text("23456789abcdefghjkmnpqrstuvwxyz", min_size=10, max_size=10), unique=True))
def test_the_order_of_equals_does_not_follow_the_alphabet_of_refs(refs: list[str]) -> None:
    places = [rules.shuffled_place(ref) for ref in refs]

    assert all(0 <= place < 2**31 for place in places)
    assert places == [rules.shuffled_place(ref) for ref in refs]
