"""Kanji numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.numerals import KANJI_NUMERALS, from_kanji, to_kanji


@given(st.integers(0, 9999))
def test_a_number_comes_back_from_kanji(number: int) -> None:
    assert from_kanji(to_kanji(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("〇", 0),
        ("十", 10),
        ("二十三", 23),
        ("二〇二六", 2026),
        ("千二百", 1200),
        ("拾弐", 12),
        ("一万", 10_000),
        ("零", 0),
        ("三億二千万五", 320_000_005),
        ("千葉", None),
        ("十十", None),
        ("万", None),
        ("", None),
        ("百千", None),
        ("一万一億", None),
        ("〇十", None),
        ("一二十", None),
        ("12", None),
    ],
)
def test_numerals_are_read_and_words_are_not(numeral: str, number: int | None) -> None:
    assert from_kanji(numeral) == number


@given(st.text(st.sampled_from(KANJI_NUMERALS), max_size=12))
def test_any_row_of_numerals_is_a_number_or_nothing(numeral: str) -> None:
    number = from_kanji(numeral)

    assert number is None or number >= 0


def test_only_numbers_of_four_digits_are_written() -> None:
    with pytest.raises(ValueError, match="10000"):
        to_kanji(10000)
