"""郵便番号: two profiles, and the towns behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values import municipalities
from yui.values.postal_code import PostalCode, towns_of
from yui.values.unreadable import Unreadable


@given(st.from_regex("[0-9]{7}", fullmatch=True))
def test_both_profiles_are_read_back(digits: str) -> None:
    code = PostalCode(digits)

    assert PostalCode.parse(code.gif) == PostalCode.parse(code.municipal) == PostalCode.parse(f"〒{code}") == code
    assert (len(code.gif), len(code.municipal)) == (7, 8)


@pytest.mark.parametrize(
    "typed", ["〒150-0001", "１５０ー０００１", "150−0001", "1500001", " 150 0001 ", "〒１５０‐０００１"]
)
def test_a_code_is_read_in_any_width_with_any_hyphen(typed: str) -> None:
    assert PostalCode.parse(typed) == PostalCode("1500001")


@pytest.mark.parametrize("typed", ["", "150", "150-00011", "15-00001", "一五〇", "150-000a", "0" * 500])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        PostalCode.parse(typed)


def test_a_zero_that_a_spreadsheet_ate_is_offered() -> None:
    with pytest.raises(Unreadable) as refusal:
        PostalCode.parse("640941")

    assert refusal.value.suggestions == ("064-0941",)


def test_a_value_without_seven_digits_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="150-0001"):
        PostalCode("150-0001")


def test_a_code_leads_to_its_town_and_its_government() -> None:
    (town,) = towns_of(PostalCode("1500001"))

    assert (town.address, town.town_kana) == ("東京都渋谷区神宮前", "ジングウマエ")
    assert municipalities.find(town.government) == municipalities.find("131130")


def test_one_code_may_stand_for_towns_of_two_prefectures() -> None:
    towns = towns_of(PostalCode("4980000"))

    assert {town.prefecture for town in towns} == {"愛知県", "三重県"}
    assert all(town.town == "" for town in towns)


def test_a_large_office_has_a_code_of_its_own() -> None:
    (town,) = towns_of(PostalCode("0608621"))

    assert town.office.startswith("株式会社")
    assert town.address.startswith("北海道札幌市中央区北一条西6丁目")


def test_an_unknown_code_has_no_town() -> None:
    assert towns_of(PostalCode("0000000")) == ()


@pytest.mark.parametrize("digits", ["1000001", "9071801", "0600000", "6008216", "8998607"])
def test_every_town_belongs_to_a_government_of_the_list(digits: str) -> None:
    for town in towns_of(PostalCode(digits)):
        government = municipalities.find(town.government)
        assert government is not None
        assert government.full_name == town.prefecture + town.city
