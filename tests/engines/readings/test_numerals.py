"""Numbers with what they count are read as people say them; figures carry nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yui.engines.readings import furigana
from yui.engines.readings.numerals import numbers, said


def read(text: str) -> str:
    return "".join(f"{part}[{kana}]" if kana else part for part, kana in furigana(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10万人", "10万人[まんにん]"),
        ("122万円", "122万円[まんえん]"),
        ("１０人", "１０人[にん]"),
        ("1,234人", "1,234人[にん]"),
        ("12.5％", "12.5％"),
        ("1人で", "1人[ひとり]で"),
        ("3千円", "3千円[ぜんえん]"),
        ("100本", "100本[ぽん]"),
        ("6分間", "6分間[ぷんかん]"),
        ("10日間", "10日間[かかん]"),
        ("2分の1", "2分[ぶん]の1"),
    ],
)
def test_figures_carry_nothing_and_their_counter_only_its_own_reading(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二十二", "二十二[にじゅうに]"),
        ("二十二人", "二十二人[にじゅうににん]"),
        ("一回だけ", "一回[いっかい]だけ"),
        ("三本", "三本[さんぼん]"),
        ("四人", "四人[よにん]"),
        ("二人で", "二人[ふたり]で"),
        ("八百六十円", "八百六十円[はっぴゃくろくじゅうえん]"),
        ("一千万円", "一千万円[いっせんまんえん]"),
        ("二〇二六年", "二〇二六年[にせんにじゅうろくねん]"),
        ("一月一日", "一月[いちがつ]一日[ついたち]"),
        ("一日二回", "一日[いちにち]二回[にかい]"),
        ("二十日", "二十日[はつか]"),
        ("九時", "九時[くじ]"),
    ],
)
def test_numbers_in_kanji_are_said_by_rule(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("name", ["六本木[ろっぽんぎ]", "三重県[みえけん]", "一般的[いっぱんてき]", "八百屋[やおや]"])
def test_a_number_within_a_longer_word_is_left_to_the_dictionary(name: str) -> None:
    assert read(name.split("[")[0]) == name


@pytest.mark.parametrize(
    "text", ["放送から十分以内に避難", "十分後に", "開始の十分前", "十分で着く", "十分ほど待つ", "十分かかる", "十分間"]
)
def test_ten_minutes_are_juppun(text: str) -> None:
    assert "[じゅっぷん" in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四割八分", "四割[よんわり]八分[はちぶ]"),
        ("二割一分", "二割[にわり]一分[いちぶ]"),
        ("一割七分", "一割[いちわり]七分[しちぶ]"),
        ("3割5分", "3割[わり]5分[ぶ]"),
        ("八分歩く", "八分[はっぷん]歩[ある]く"),
        ("一割引きで三分待つ", "一[いち]割引[わりび]きで三分[さんぷん]待[ま]つ"),
    ],
)
def test_behind_tenths_stand_hundredths_and_no_minutes(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["十分に確かめる", "十分な広さ", "これで十分です", "十分である", "十分ではない"])
def test_enough_is_juubun(text: str) -> None:
    assert "十分[じゅうぶん]" in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("米や野菜", "米[こめ]や"),
        ("体の世話", "体[からだ]の"),
        ("役場に言う", "言[い]う"),
        ("何も変わらない", "何[なに]も"),
        ("何でも", "何[なん]でも"),
        ("団体", "団体[だんたい]"),
    ],
)
def test_everyday_words_have_their_everyday_reading(text: str, expected: str) -> None:
    assert expected in read(text)


@given(st.integers(1, 10**15))
def test_every_number_is_said_in_hiragana_and_otherwise_than_its_neighbour(value: int) -> None:
    assert all("ぁ" <= letter <= "ん" for letter in said(value))
    assert said(value) != said(value + 1)


@settings(deadline=None)
@given(st.text("0１9,.〇一二三十百千万億兆人回分日月年間の以内", max_size=20))
def test_no_ruby_ever_stands_over_a_figure_but_over_one_and_two_people(text: str) -> None:
    segments = furigana(text)

    assert "".join(part for part, _ in segments) == text
    assert not [
        part
        for part, kana in segments
        if kana and any(letter.isdecimal() for letter in part) and kana not in {"ひとり", "ふたり"}
    ]


@given(st.text("〇一二三十百千万億兆割人回分日月年1,.", max_size=30))
def test_numbers_stand_apart_and_cover_their_own_letters(text: str) -> None:
    found = list(numbers(text))

    assert all(one.end <= other.begin for one, other in pairwise(found))
    assert all("".join(part for part, _ in one.segments) == text[one.begin : one.end] for one in found)


@pytest.mark.parametrize("row", ["一", "〇", "九千", "一日 ", "1,", "1.", "十分"])
def test_a_row_of_signs_without_an_end_is_read_all_the_same(row: str) -> None:
    """Python itself refuses to make a number of more than 4,300 figures: the page would not be shown."""
    text = row * 5_000

    assert "".join(part for part, _ in furigana(text)) == text


def test_the_longest_number_that_is_said_is_read() -> None:
    longest = "九千九百九十九兆九千九百九十九億九千九百九十九万九千九百九十九"

    assert read(longest) == f"{longest}[{said(9_999_999_999_999_999)}]"
    assert not any(number.segments[0][1] for number in numbers("一" * 41))
