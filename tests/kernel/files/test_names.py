from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yui.kernel.files.rules import NAMELESS, as_typed, clean_name

anything = st.text(st.characters(exclude_categories=()), max_size=400)  # also control signs and unpaired surrogates


@given(anything)
@example("\u202efdp.exe")
@example("a" * 179 + "が" * 50)
@example("e" + "\u0301" * 300)
def test_a_clean_name_is_one_visible_line_that_every_system_takes(typed):
    name = clean_name(typed, extension="pdf")

    assert name.endswith(".pdf")
    assert not set(name) & set('/\\<>:"|?*\0\n\r')
    assert not [sign for sign in name if unicodedata.category(sign) in {"Cc", "Cf", "Cs"}]
    assert len(name.encode()) <= 190
    assert not name.startswith((".", " "))


@given(anything)
def test_cleaning_a_clean_name_changes_nothing(typed):
    once = clean_name(typed, extension="csv")

    assert clean_name(once, extension="csv") == once


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("避難所一覧.xlsx", "避難所一覧.pdf"),
        ("避難所 一覧（令和8年4月）.pdf", "避難所 一覧（令和8年4月）.pdf"),
        ("葛󠄀城市_髙橋𠮷.PDF", "葛󠄀城市_髙橋𠮷.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\tanaka\\Desktop\\台帳.pdf", "台帳.pdf"),
        ("台帳\u202efdp.exe", "台帳fdp.pdf"),
        ("か\u3099っこう.pdf", "がっこう.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", f"{NAMELESS}.pdf"),
        ("", f"{NAMELESS}.pdf"),
        ("\0\ud800", f"{NAMELESS}.pdf"),
        ("様式第1号.第2版.pdf", "様式第1号.第2版.pdf"),
        ("改行\r\nSet-Cookie: x.pdf", "改行Set-Cookie_ x.pdf"),
    ],
)
def test_names_as_people_and_others_type_them(typed, clean):
    assert clean_name(typed, extension="pdf") == clean


@given(anything)
def test_a_name_as_typed_can_be_stored_whatever_it_is(typed):
    kept = as_typed(typed)

    kept.encode()
    assert "\0" not in kept
    assert len(kept) <= 1000


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
def test_an_ordinary_name_is_kept_sign_for_sign(typed):
    assert as_typed(typed) == typed


def test_a_name_with_a_pile_of_marks_is_cleaned():
    """To put a hundred thousand marks into their order takes minutes: this test would not end."""
    assert clean_name("表" + "\u0315\u0300" * 50_000, extension="csv").startswith("表")
