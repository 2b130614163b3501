from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.solving.outcomes import Better, Verdict, change, reaches, unit_of_difference
from yui.solving.projects import rules

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
YEN = st.one_of(st.none(), st.integers(0, 10**10))
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
DIRECTIONS = st.sampled_from(list(Better))


@given(AMOUNTS, AMOUNTS, DIRECTIONS)
def test_a_change_and_its_way_back_cancel_and_contradict(before: Decimal, after: Decimal, better: Better) -> None:
    there, back = change(before, after, better), change(after, before, better)

    assert there.amount is not None
    assert back.amount is not None
    assert there.amount == -back.amount == after - before
    assert (there.good, back.good) in {(True, False), (False, True), (None, None)}


@given(AMOUNTS, AMOUNTS)
def test_what_is_better_upwards_is_worse_downwards(before: Decimal, after: Decimal) -> None:
    up, down = change(before, after, Better.UP), change(before, after, Better.DOWN)

    assert up.amount == down.amount
    assert (up.good, down.good) in {(True, False), (False, True), (None, None)}
    assert (up.verdict is Verdict.SAME) == (before == after)


@given(st.one_of(st.none(), AMOUNTS), DIRECTIONS)
def test_without_a_measurement_nothing_is_claimed(before: Decimal | None, better: Better) -> None:
    came = change(before, None, better, target=Decimal(1))

    assert (came.verdict, came.amount, came.good, came.reached) == (Verdict.UNMEASURED, None, None, None)


@given(AMOUNTS, DIRECTIONS)
def test_without_a_beginning_nothing_is_better_or_worse(after: Decimal, better: Better) -> None:
    came = change(None, after, better)

    assert (came.verdict, came.amount, came.good) == (Verdict.NO_BASELINE, None, None)


@given(AMOUNTS, AMOUNTS)
def test_a_target_is_reached_from_one_side_only_except_on_the_spot(value: Decimal, target: Decimal) -> None:
    assert reaches(value, target, Better.UP) or reaches(value, target, Better.DOWN)
    assert (reaches(value, target, Better.UP) and reaches(value, target, Better.DOWN)) == (value == target)


def test_a_share_is_of_the_size_of_the_beginning_and_of_nothing_there_is_none() -> None:
    assert change(Decimal(-10), Decimal(-5), Better.UP).share == Decimal("0.5")
    assert change(Decimal(0), Decimal(3), Better.UP).share is None


def test_between_percentages_lie_points() -> None:
    assert [unit_of_difference(unit) for unit in ("%", "％", "分")] == ["ポイント", "ポイント", "分"]


@given(st.lists(st.tuples(YEN, YEN)))
def test_the_difference_compares_only_what_was_spent(lines: list[tuple[int | None, int | None]]) -> None:
    sums = rules.totals(lines)
    spent = [(planned or 0, paid) for planned, paid in lines if paid is not None]

    assert sums.difference == sum(paid - planned for planned, paid in spent)
    assert sums.planned == sum(planned or 0 for planned, _paid in lines)
    assert sums.planned_so_far <= sums.planned


@given(st.lists(st.tuples(YEN, YEN)), st.lists(st.tuples(YEN, YEN)))
def test_sums_of_two_lists_are_the_sums_of_both(
    one: list[tuple[int | None, int | None]], other: list[tuple[int | None, int | None]]
) -> None:
    together, first, second = rules.totals(one + other), rules.totals(one), rules.totals(other)

    assert together.difference == first.difference + second.difference
    assert together.spent == first.spent + second.spent


@given(st.lists(st.one_of(st.none(), DAYS)))
def test_all_done_is_a_hundred_percent_and_nothing_less_is(done_on: list[date | None]) -> None:
    found = rules.progress(done_on)

    assert 0 <= found.percent <= 100
    assert (found.percent == 100) == found.complete
    assert found.complete == (bool(done_on) and None not in done_on)


@given(DAYS, st.integers(-400, 400), DAYS)
def test_a_step_done_in_time_is_never_late(due_on: date, days: int, today: date) -> None:
    done_on = due_on + timedelta(days=days)

    assert rules.days_late(due_on, done_on, today) == max(days, 0)


def test_a_step_not_done_is_late_from_the_day_after() -> None:
    due = date(2026, 11, 22)

    assert [rules.days_late(due, None, due + timedelta(days=n)) for n in (-1, 0, 1)] == [0, 0, 1]


@given(DAYS)
def test_a_quarter_reads_back_as_itself_and_holds_its_day(day: date) -> None:
    quarter = rules.Quarter.of(day)
    first, last = quarter.months

    assert rules.Quarter.parse(str(quarter)) == quarter
    assert first <= day.month <= last
    assert quarter < quarter.following


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-Q1 "])
def test_other_texts_are_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        rules.Quarter.parse(text)


@given(DAYS)
def test_the_quarters_offered_follow_each_other_around_today(day: date) -> None:
    offered = rules.quarters(day)

    assert rules.Quarter.of(day) in offered
    assert all(one.following == other for one, other in pairwise(offered))


@given(DAYS)
def test_a_year_after_a_day_is_365_or_366_days_on(day: date) -> None:
    assert (rules.year_after(day) - day).days in {365, 366}


@given(st.lists(st.tuples(DAYS, AMOUNTS), unique_by=lambda row: row[0]))
def test_the_latest_is_of_the_latest_day(taken: list[tuple[date, Decimal]]) -> None:
    found = rules.latest(taken)

    assert (found is None) == (not taken)
    assert found is None or all(found[0] >= day for day, _value in taken)


_STATES = ("draft", "review", *sorted(rules.LOOKING), "trial", "adopted", "declined", "withdrawn")


@given(st.sampled_from(_STATES), st.booleans())
def test_a_need_is_never_moved_past_its_project_nor_out_of_its_end(state: str, adopted: bool) -> None:
    moves = rules.moves_of_need(state, adopted=adopted)

    assert ("adopt" in moves) == (adopted and state in {*rules.LOOKING, "trial"})
    assert ("start_trial" in moves) == (state in rules.LOOKING)
    assert moves == tuple(name for name in ("start_trial", "adopt") if name in moves)


@given(name=st.text(max_size=3), summary=st.text(max_size=3), field=st.sampled_from(["", "recovery"]))
def test_a_publication_lacks_exactly_what_says_nothing(name: str, summary: str, field: str) -> None:
    told = {"name": name, "summary": summary, "field": field}

    missing = rules.missing_before_publication(**told)

    assert missing == [part for part in ("name", "summary", "field") if told[part].strip() == ""]


def test_the_year_after_a_leap_day_ends_on_the_first_of_march() -> None:
    assert rules.year_after(date(2028, 2, 29)) == date(2029, 3, 1)
    assert rules.year_after(date(2027, 2, 28)) == date(2028, 2, 28)
