from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.jobs import rules
from yui.kernel.jobs.rules import DailyAt, Every, is_out_of_attempts, masked, wait_before_retry

JAPAN = timezone(timedelta(hours=9))
moments = st.integers(1_577_836_800, 2_840_140_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
chances = st.floats(0, 1)


@given(st.integers(1, 100_000), chances)
def test_a_wait_is_never_longer_than_an_hour_nor_shorter_than_half_the_first(attempts, chance):
    wait = wait_before_retry(attempts=attempts, chance=chance)

    assert rules.FIRST_WAIT / 2 <= wait <= rules.LONGEST_WAIT


@given(st.integers(1, 50), chances)
def test_waits_grow_with_the_attempts(attempts, chance):
    assert wait_before_retry(attempts=attempts, chance=chance) <= wait_before_retry(
        attempts=attempts + 1, chance=chance
    )


def test_jobs_that_failed_together_do_not_return_together():
    earliest, latest = (wait_before_retry(attempts=3, chance=chance) for chance in (0, 1))

    assert latest == 2 * earliest


@pytest.mark.parametrize(
    ("attempts", "allowed", "crashed", "out"),
    [(1, 1, False, True), (1, 2, False, False), (2, 2, False, True), (1, 1, True, False), (4, 1, True, True)],
)
def test_a_crash_of_the_worker_is_forgiven_more_often_than_an_error(attempts, allowed, crashed, out):
    assert is_out_of_attempts(attempts=attempts, attempts_allowed=allowed, crashed=crashed) is out


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(days=40)))
def test_the_next_slot_is_later_and_at_most_one_period_away(moment, period):
    slot = Every(period).slot_after(moment)

    assert moment < slot <= moment + period


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(days=40)), st.floats(0, 1))
def test_all_workers_mean_the_same_slot(moment, period, part):
    slot = Every(period).slot_after(moment)
    another_clock = slot - (slot - moment) * part

    assert another_clock == slot or Every(period).slot_after(another_clock) == slot


@given(moments, st.times())
def test_a_daily_slot_comes_once_in_each_day_of_japan(moment, at):
    first = DailyAt(at).slot_after(moment)
    second = DailyAt(at).slot_after(first)

    assert moment < first <= moment + timedelta(days=1)
    assert second - first == timedelta(days=1)
    assert first.astimezone(JAPAN).time() == at


def test_three_in_the_morning_is_three_in_japan():
    slot = DailyAt.parse("03:00").slot_after(datetime(2026, 4, 1, 12, tzinfo=UTC))

    assert slot == datetime(2026, 4, 1, 18, tzinfo=UTC)
    assert DailyAt.parse("03:00").at == time(3)


def test_a_schedule_faster_than_a_second_is_a_mistake():
    with pytest.raises(ValueError, match="once a second"):
        Every(timedelta(0))


@given(st.text(), st.emails(), st.from_regex(r"0\d{1,3}-?\d{2,4}-?\d{4}", fullmatch=True))
def test_nothing_personal_is_left_of_an_error(text, mail, phone):
    told = masked(f"{text} {mail} {phone} {text}", limit=10_000)

    assert mail not in told
    assert not re.search(r"\d{3}", told)
    assert re.fullmatch(r"[ -~…]*", told)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("could not connect to server", "could not connect to server"),
        ("住民 山田太郎 は", "… … …"),
        ("Key (email)=(a@b.jp) already exists.", "Key (email)=(…) already exists."),
        ("invalid literal for int() with base 10: 'Yamada'", "invalid literal for int() with base 10: '…'"),
    ],
)
def test_what_an_operator_can_use_of_an_error_is_left(error, told):
    assert masked(error) == told


@given(st.text(max_size=2000))
def test_a_masked_error_is_short(text):
    assert len(masked(text)) <= 300


@pytest.mark.parametrize("run", ["x", "=(", "(x=(", "'", '"', "@", "1", " ", "あ"])
def test_a_message_that_never_ends_is_read_once(run):
    """Read again from each of its letters, such a message would take many minutes: this test would not end."""
    assert len(masked(run * 300_000)) <= 300


def test_of_a_quotation_that_was_cut_short_nothing_is_left():
    assert masked("Key (name)=(Yamada Taro, 1-2-3 Kita") == "Key (name)=(…)"


@given(st.text("ab@. \n", max_size=30))
def test_no_mail_address_is_left_wherever_it_stands(text):
    assert not re.search(r"\S@\S", masked(text))
