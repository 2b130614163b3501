"""Amounts in yen."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.money import Yen
from yui.values.unreadable import Unreadable

amounts = st.builds(Yen, st.integers(-(10**15) + 1, 10**15 - 1), st.booleans())


@given(amounts)
def test_what_is_shown_is_read_back(yen: Yen) -> None:
    assert Yen.parse(str(yen)) == yen
    assert Yen.parse(yen.short) == yen


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12万円", 120_000),
        ("1.2億円", 120_000_000),
        ("1億2,000万円", 120_000_000),
        ("¥1,234,000", 1_234_000),
        ("￥500", 500),
        ("120千円", 120_000),
        ("3百万円", 3_000_000),
        ("十二万円", 120_000),
        ("▲3,000円", -3000),
        ("△1万円", -10_000),
        ("-5円", -5),
        ("２，０００万円", 20_000_000),
        ("5千万円", 50_000_000),
        ("0円", 0),
        ("1234", 1234),
        ("1兆円", 10**12),
        ("2万3千円", 23_000),
        ("1.5千円", 1500),
        ("三億二千万円", 320_000_000),
    ],
)
def test_an_amount_is_read_as_typed(typed: str, amount: int) -> None:
    assert Yen.parse(typed) == Yen(amount)


@pytest.mark.parametrize("typed", ["約12万円", "12万円程度", "およそ12万円", "12万円前後", "約 12 万円くらい"])
def test_about_stays_about(typed: str) -> None:
    assert Yen.parse(typed) == Yen(120_000, approximate=True)


@pytest.mark.parametrize(
    ("yen", "full", "short"),
    [
        (Yen(1_234_000), "1,234,000円", "123万4,000円"),
        (Yen(120_000, approximate=True), "約120,000円", "約12万円"),
        (Yen(120_000_000), "120,000,000円", "1億2,000万円"),
        (Yen(0), "0円", "0円"),
        (Yen(-3000), "-3,000円", "-3,000円"),
        (Yen(10**12 + 5), "1,000,000,000,005円", "1兆5円"),
    ],
)
def test_an_amount_is_shown_in_full_and_in_myriads(yen: Yen, full: str, short: str) -> None:
    assert str(yen) == full
    assert yen.short == short


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "円",
        "無料",
        "12,34円",
        "2万3億",
        "1.5円",
        "0.00001万円",
        "1万2万",
        "十十円",
        "100ドル",
        "1" * 20,
        "1万" * 30,
        "約",
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        Yen.parse(typed)


@pytest.mark.parametrize("filler", ["1", "1万", "1,111", "十", "千"])
def test_a_hostile_line_is_refused_in_time(filler: str) -> None:
    started = time.process_time()
    with pytest.raises(Unreadable):
        Yen.parse((filler * 100)[:199] + "x")

    assert time.process_time() - started < 0.5


@given(st.text(st.sampled_from("0123456789,.万億千百兆円約▲-¥十 程度１")))
def test_any_typing_is_an_amount_or_a_refusal(typed: str) -> None:
    with suppress(Unreadable):
        yen = Yen.parse(typed)
        assert Yen.parse(str(yen)) == yen
