"""Telephone numbers: groups by the numbering plan, two profiles, honest doubt."""

import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.values.area_codes import area_code_length
from yui.values.phone import PhoneKind, PhoneNumber, SplitBy, parse_several
from yui.values.unreadable import Unreadable

# 0X0 begins the numbers of eleven digits, 090 and the like.
ten_digits = st.from_regex(r"0[1-9][1-9][0-9]{7}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "gif", "municipal"),
    [
        ("0352535111", "(03)5253-5111", "03-5253-5111"),
        ("０３（５２５３）５１１１", "(03)5253-5111", "03-5253-5111"),
        ("03ー5253ー5111", "(03)5253-5111", "03-5253-5111"),
        ("+81 (03)5253-5111", "(03)5253-5111", "03-5253-5111"),
        ("+81-3-5253-5111", "(03)5253-5111", "03-5253-5111"),
        ("011-211-2111", "(011)211-2111", "011-211-2111"),
        ("0492512711", "(049)251-2711", "049-251-2711"),
        ("0429981111", "(04)2998-1111", "04-2998-1111"),
        ("0422511811", "(0422)51-1811", "0422-51-1811"),
        ("0426263111", "(042)626-3111", "042-626-3111"),
        ("0499221511", "(04992)2-1511", "04992-2-1511"),
        ("0126722811", "(01267)2-2811", "01267-2-2811"),
        ("0767538434", "(0767)53-8434", "0767-53-8434"),
        ("0980820111", "(0980)82-0111", "0980-82-0111"),
        ("0980223141", "(09802)2-3141", "09802-2-3141"),
        ("TEL:087-839-2011（代表）", "(087)839-2011", "087-839-2011"),
        ("09012345678", "090-1234-5678", "090-1234-5678"),
        ("050 1234 5678", "050-1234-5678", "050-1234-5678"),
        ("0120123456", "0120-123-456", "0120-123-456"),
        ("08001234567", "0800-123-4567", "0800-123-4567"),
        ("0570-064-110", "0570-064-110", "0570-064-110"),
        ("110", "110", "110"),
        ("#7119", "#7119", "#7119"),
    ],
)
def test_a_number_is_written_in_both_profiles(typed: str, gif: str, municipal: str) -> None:
    number = PhoneNumber.parse(typed)

    assert (number.gif, number.municipal) == (gif, municipal)
    assert number.split_by is SplitBy.PLAN
    assert number.typed == typed


@given(ten_digits)
def test_both_profiles_are_read_back_and_lose_no_digit(digits: str) -> None:
    number = PhoneNumber.parse(digits)

    assert re.sub("[^0-9]", "", number.gif) == re.sub("[^0-9]", "", number.municipal) == digits
    assert PhoneNumber.parse(number.gif).digits == PhoneNumber.parse(number.municipal).digits == digits
    assert PhoneNumber.parse(number.international).digits == digits


@given(ten_digits)
def test_an_area_code_has_two_to_five_digits_or_is_not_guessed(digits: str) -> None:
    assert area_code_length(digits) in (None, 2, 3, 4, 5)


def test_numbers_typed_by_towns_split_as_they_typed_them(shared_data: Path) -> None:
    typed = re.compile(r"(?<![0-9-])(0[0-9]{1,4})-([0-9]{1,4})-([0-9]{4})(?![0-9-])")
    texts = [file.read_text(encoding="utf-8", errors="ignore") for file in shared_data.glob("*/**/*.csv")]
    numbers = {match.groups() for text in texts for match in typed.finditer(text)}
    fixed = [groups for groups in numbers if len("".join(groups)) == 10 and groups[0] not in ("0120", "0570")]

    unlike = [groups for groups in fixed if PhoneNumber.parse("".join(groups)).groups != groups]

    assert len(fixed) > 300
    assert len(unlike) <= len(fixed) / 100, unlike


def test_an_extension_is_kept_apart() -> None:
    for typed in ("03-5253-5111 内線123", "03-5253-5111（内線 123）", "03-5253-5111(内123)", "03-5253-5111 ext.123"):
        number = PhoneNumber.parse(typed)
        assert (number.municipal, number.extension) == ("03-5253-5111", "123")
        assert number.shown == "03-5253-5111（内線123）"


def test_a_number_outside_the_plan_keeps_the_groups_it_was_typed_in() -> None:
    number = PhoneNumber.parse("010-123-4567")

    assert (number.groups, number.split_by, number.kind) == (("010", "123", "4567"), SplitBy.TYPED, PhoneKind.UNKNOWN)
    assert number.gif == number.municipal == "010-123-4567"


def test_a_number_whose_groups_cannot_be_known_stays_as_typed() -> None:
    number = PhoneNumber.parse("０１０１２３４５６７")

    assert (number.groups, number.split_by) == ((), SplitBy.UNKNOWN)
    assert number.gif == number.municipal == "0101234567"


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("09012345678", PhoneKind.MOBILE),
        ("06012345678", PhoneKind.MOBILE),
        ("05012345678", PhoneKind.IP),
        ("0120123456", PhoneKind.FREE),
        ("0570012345", PhoneKind.SPECIAL),
        ("119", PhoneKind.SHORT),
        ("0662108181", PhoneKind.FIXED),
    ],
)
def test_what_answers_is_known_by_the_first_digits(digits: str, kind: PhoneKind) -> None:
    assert PhoneNumber.parse(digits).kind is kind


@pytest.mark.parametrize(
    ("typed", "code", "suggestions"),
    [
        ("352535111", "phone.lost_zero", ("03-5253-5111",)),
        ("9012345678", "phone.lost_zero", ("090-1234-5678",)),
        ("767538434", "phone.lost_zero", ("0767-53-8434",)),
        ("53-1111", "phone.no_area", ()),
        ("5253-5111", "phone.no_area", ()),
        ("03-5253-511", "phone.length", ()),
        ("090-1234-567", "phone.length", ()),
        ("なし", "phone.shape", ()),
        ("", "phone.shape", ()),
        ("03-5253-5111x", "phone.shape", ()),
        ("0" * 50, "phone.shape", ()),
        ("+1 202 555 0100", "phone.shape", ()),
    ],
)
def test_what_cannot_be_dialled_is_refused_with_its_reason(typed: str, code: str, suggestions: tuple[str, ...]) -> None:
    with pytest.raises(Unreadable) as refusal:
        PhoneNumber.parse(typed)

    assert refusal.value.code == code
    assert refusal.value.suggestions == suggestions


def test_a_cell_may_list_several_numbers() -> None:
    cell = "03-5253-5111 / 090-1234-5678、0120-123-456\n110"

    assert [number.gif for number in parse_several(cell)] == [
        "(03)5253-5111",
        "090-1234-5678",
        "0120-123-456",
        "110",
    ]
    assert parse_several("") == ()


@given(st.text(st.sampled_from("0123456789()-+ 内線,、TEL代表ー０９x")))
def test_any_typing_is_a_number_or_a_refusal(typed: str) -> None:
    with suppress(Unreadable):
        assert PhoneNumber.parse(typed).municipal


@pytest.mark.parametrize("filler", [",", "(", "-", " ", "内線", "代"])
def test_a_hostile_line_is_refused_in_time(filler: str) -> None:
    started = time.process_time()
    with pytest.raises(Unreadable):
        PhoneNumber.parse("03" + filler * 100_000 + "x")
    with pytest.raises(Unreadable):
        PhoneNumber.parse("03" + filler * 60 + "x")

    assert time.process_time() - started < 0.5
