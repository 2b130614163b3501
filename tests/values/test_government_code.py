"""全国地方公共団体コード: the check digit, the lost zero, five digits and six."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.government_code import GovernmentCode, check_digit, possible_readings
from yui.values.unreadable import Unreadable

# Codes checked by hand against official lists.
TRUE_CODES = (
    "131016 011002 042021 075451 010006 130001 473821 282103 232025 092011 072044 045811 141003 271004 465054"
).split()

five_digits = st.builds(
    lambda prefecture, body: f"{prefecture:02}{body:03}",
    st.integers(1, 47),
    st.one_of(st.just(0), st.integers(100, 999)),
)
whole_codes = five_digits.map(GovernmentCode.of_five)


@pytest.mark.parametrize("digits", TRUE_CODES)
def test_a_true_code_carries_its_check_digit(digits: str) -> None:
    assert digits[5] == check_digit(digits[:5])
    assert str(GovernmentCode.parse(digits)) == digits


@given(whole_codes)
def test_a_code_is_read_back_from_its_six_digits(code: GovernmentCode) -> None:
    assert GovernmentCode.parse(str(code)) == code
    assert GovernmentCode.of_five(code.five_digits) == code


@given(whole_codes, st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_found_except_where_two_remainders_share_a_check_digit(
    code: GovernmentCode, place: int, by: int
) -> None:
    digits = str(code)
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]

    remainders = {sum(int(d) * w for d, w in zip(five, (6, 5, 4, 3, 2), strict=False)) % 11 for five in (digits, wrong)}

    undetected = check_digit(wrong[:5]) == wrong[5]
    assert undetected == (remainders == {0, 10})


@given(whole_codes, st.integers(1, 9))
def test_a_wrong_check_digit_is_refused_and_the_right_one_offered(code: GovernmentCode, by: int) -> None:
    typed = code.five_digits + str((int(code.digits[5]) + by) % 10)

    with pytest.raises(Unreadable) as refusal:
        GovernmentCode.parse(typed)

    assert refusal.value.code == "government_code.check_digit"
    assert refusal.value.suggestions == (str(code),)
    assert str(code) in refusal.value.message


@pytest.mark.parametrize("typed", ["１３１０１６", " 131016 ", "131016\u3000", "13101", "１３１０１"])
def test_a_code_is_read_in_any_width_and_without_its_check_digit(typed: str) -> None:
    assert str(GovernmentCode.parse(typed)) == "131016"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("92011", "092011"), ("11002", "011002"), ("42021", "042021"), ("10006", "010006"), ("1100", "011002")],
)
def test_a_zero_that_a_spreadsheet_ate_is_offered_not_silently_put_back(typed: str, meant: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        GovernmentCode.parse(typed)

    assert meant in refusal.value.suggestions


def test_digits_that_can_be_two_codes_offer_both() -> None:
    with pytest.raises(Unreadable) as refusal:
        GovernmentCode.parse("12106")  # 千葉市美浜区 without check digit, or 岩見沢市 without its zero

    assert refusal.value.code == "government_code.ambiguous"
    assert refusal.value.suggestions == ("121061", "012106")


@pytest.mark.parametrize(
    "typed", ["", "千代田区", "13-101", "1310161", "131", "+13101", "13101６x", "9" * 1000, "٣١٠١٦١"]
)
def test_what_is_not_digits_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        GovernmentCode.parse(typed)


@pytest.mark.parametrize("typed", ["481017", "000000", "000001", "480002", "130507"])
def test_a_prefecture_or_body_that_cannot_exist_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        GovernmentCode.parse(typed)


def test_a_value_that_is_not_whole_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="131010"):
        GovernmentCode("131010")


@given(whole_codes)
def test_every_code_belongs_to_a_prefecture(code: GovernmentCode) -> None:
    assert code.prefecture.is_prefecture
    assert code.prefecture.prefecture == code.prefecture
    assert str(code.prefecture)[:2] == str(code)[:2]
    assert code.is_prefecture == (code == code.prefecture)


@given(st.text())
def test_reading_any_text_gives_whole_codes_or_none(typed: str) -> None:
    assert all(str(GovernmentCode(reading)) == reading for reading in possible_readings(typed))


@given(whole_codes)
def test_the_true_code_is_among_the_readings_of_its_damaged_forms(code: GovernmentCode) -> None:
    assert str(code) in possible_readings(code.five_digits)
    if code.digits.startswith("0"):
        assert str(code) in possible_readings(code.digits[1:])
        assert str(code) in possible_readings(code.five_digits[1:])
