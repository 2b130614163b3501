"""Kana: widths, sizes, and the long vowel mark that must survive them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yui.values import kana

hiragana = st.text(st.characters(min_codepoint=0x3041, max_codepoint=0x3096) | st.sampled_from("ーゝゞ"))
katakana = st.text(st.characters(min_codepoint=0x30A1, max_codepoint=0x30F6) | st.sampled_from("ーヽヾ"))
halvable = st.text(st.sampled_from("アイウエオカガキギサザタダナニハバパマミャュョッヲンヴー・。「」、"))


@given(hiragana)
def test_hiragana_comes_back_from_katakana(text: str) -> None:
    assert kana.to_hiragana(kana.to_katakana(text)) == text


@given(katakana)
def test_katakana_comes_back_from_hiragana(text: str) -> None:
    assert kana.to_katakana(kana.to_hiragana(text)) == text


@given(halvable)
def test_full_width_comes_back_from_half_width(text: str) -> None:
    half = kana.to_half_width(text)

    assert kana.to_full_width(half) == text
    assert all("｡" <= letter <= "ﾟ" for letter in half)


@pytest.mark.parametrize(
    ("full", "half"),
    [("ガッコウ", "ｶﾞｯｺｳ"), ("パーティー", "ﾊﾟｰﾃｨｰ"), ("ヴァイオリン", "ｳﾞｧｲｵﾘﾝ"), ("ぎょうせい", "ｷﾞｮｳｾｲ"), ("ヰ", "ヰ")],
)
def test_old_systems_get_half_width(full: str, half: str) -> None:
    assert kana.to_half_width(full) == half


def test_widening_kana_leaves_digits_and_letters_alone() -> None:
    assert kana.to_full_width("ﾃﾞｰﾀ-1A①") == "データ-1A①"


@given(st.text())
def test_no_conversion_of_kana_makes_or_loses_a_long_vowel_mark(text: str) -> None:
    for convert in (kana.to_hiragana, kana.to_katakana, kana.enlarged):
        assert convert(text).count("ー") == text.count("ー")


@pytest.mark.parametrize("one", ["京都", "キョウト"])
def test_small_kana_are_written_large(one: str) -> None:
    assert kana.enlarged("キョウトッャヶ") == "キヨウトツヤケ"
    assert kana.enlarged(one) == one.replace("ョ", "ヨ")


@pytest.mark.parametrize(
    "spelling",
    [
        "さっぽろししゃ",
        "サツポロシシヤ",
        "ｻｯﾎﾟﾛｼｼｬ",
        "サッポロ シシャ",
        "サッポロ・シシャ",
        "ｻﾂﾎﾟﾛｼｼﾔ",
        "サッホ\u309aロシシャ",
    ],
)
def test_readings_of_old_and_new_registers_have_one_key(spelling: str) -> None:
    assert kana.as_compared(spelling) == "さつぽろししや"


@given(st.text())
@example("\u0339 \u0334")  # two marks that only a space held apart
def test_comparing_a_key_of_a_reading_changes_nothing(text: str) -> None:
    assert kana.as_compared(kana.as_compared(text)) == kana.as_compared(text)


@pytest.mark.parametrize(
    ("text", "is_kana", "is_katakana"),
    [
        ("やまだ たろう", True, False),
        ("ヤマダ　タロウ", True, True),
        ("ﾔﾏﾀﾞ", True, False),
        ("コーヒー", True, True),
        ("山だ", False, False),
        ("", False, False),
        ("ヤマダ-", False, False),
        ("タロウ１", False, False),
        ("ジョン・スミス", True, True),
    ],
)
def test_a_reading_is_known_by_its_letters(text: str, is_kana: bool, is_katakana: bool) -> None:
    assert kana.is_kana(text) is is_kana
    assert kana.is_katakana(text) is is_katakana
