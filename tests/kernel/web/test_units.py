"""Units are written in the reader's language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.web import units

KNOWN = st.sampled_from(sorted(units._ENGLISH))


@pytest.mark.parametrize(
    ("value", "unit", "japanese", "english"),
    [
        (11, "時間/月", "11時間/月", "11 hours/month"),
        (1, "時間", "1時間", "1 hour"),
        (Decimal("-1.0"), "人", "−1人", "−1 person"),
        (Decimal("0.5"), "日", "0.5日", "0.5 days"),
        (1, "ポイント", "1ポイント", "1 point"),
        (0, "件/年", "0件/年", "0 cases/year"),
        (40, "分/人・月", "40分/人・月", "40 minutes/person/month"),
        (3, "件／月", "3件／月", "3 cases/month"),
        (38, "%", "38%", "38%"),
        (830, "kWh/月", "830kWh/月", "830kWh/month"),
        (7, "頭", "7頭", "7 head"),
        (7, "本/日", "7本/日", "7本/日"),
        (7, "件/本", "7件/本", "7件/本"),
        (None, "件", "—", "—"),
    ],
)
def test_a_quantity_says_its_unit_as_the_reader_writes_it(
    value: Decimal | int | None, unit: str, japanese: str, english: str
) -> None:
    with translation.override("ja"):
        assert units.quantity(value, unit) == japanese
    with translation.override("en"):
        assert units.quantity(value, unit) == english


def test_a_price_says_for_what_it_is() -> None:
    with translation.override("en"):
        assert units.in_words("/世帯・年") == "/household/year"
        assert units.in_words("") == ""
        assert units.alone("円/年") == "yen/year"


@given(first=KNOWN, others=st.lists(KNOWN, max_size=3))
def test_a_known_unit_has_nothing_japanese_left_in_english_and_stays_as_typed_in_japanese(
    first: str, others: list[str]
) -> None:
    unit = first + "".join(f"/{one}" for one in others)

    with translation.override("en"):
        assert units.in_words(unit).isascii()
    with translation.override("ja"):
        assert units.in_words(unit) == unit


@given(unit=st.text(max_size=16))
def test_any_unit_can_be_said(unit: str) -> None:
    with translation.override("en"):
        assert units.alone(unit) == units.in_words(unit).strip()
