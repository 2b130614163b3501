"""Readings over kanji: only where they belong, and never at the cost of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yui.engines.readings import furigana

JAPANESE = st.text(alphabet="結市役所取り扱いごみの出し方ヶ丘々食べ物３日ｶﾞコード、。\n a1髙﨑👍が", max_size=40)


def aloud(text: str, corrections: dict[str, str] | None = None) -> str:
    """The text in kana, as furigana would have it read."""
    return "".join(kana or letters for letters, kana in furigana(text, corrections))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市役所", (("市役所", "しやくしょ"),)),
        ("食べ物", (("食", "た"), ("べ", None), ("物", "もの"))),
        ("取り扱い", (("取", "と"), ("り", None), ("扱", "あつか"), ("い", None))),
        ("ごみの出し方", (("ごみの", None), ("出", "だ"), ("し", None), ("方", "かた"))),
        ("ひらがなとカタカナ", (("ひらがなとカタカナ", None),)),
        ("", ()),
    ],
)
def test_readings_stand_over_the_kanji_alone(text: str, expected: object) -> None:
    assert furigana(text) == expected


def test_a_correction_goes_before_the_dictionary() -> None:
    assert furigana("結町の町長", {"結町": "ゆいまち"})[0] == ("結町", "ゆいまち")


def test_of_several_corrections_the_longest_word_counts() -> None:
    segments = furigana("上結町", {"結": "けつ", "上結": "かみゆい"})

    assert segments[0] == ("上結", "かみゆい")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("結果", "けっか"),
        ("終結", "しゅうけつ"),
        ("人を結ぶ", "ひとをむすぶ"),
        ("結とは", "ゆいとは"),
        ("町の結", "まちのゆい"),
        ("結果を結に書く", "けっかをゆいにかく"),
    ],
)
def test_a_correction_of_one_letter_counts_only_where_it_is_a_word(text: str, read: str) -> None:
    assert aloud(text, {"結": "ゆい"}) == read


def test_a_short_correction_that_is_no_word_there_hides_no_longer_one() -> None:
    assert aloud("会津市民", {"津市": "つし", "市民": "たみ"}) == "あいづたみ"


def test_a_name_of_three_letters_counts_also_where_the_dictionary_sees_no_word() -> None:
    assert aloud("霧ヶ沢川", {"霧ヶ沢": "むがさわ"}) == "むがさわかわ"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("六つの町村", "むっつのちょうそん"),
        ("四つと八つ", "よっつとやっつ"),
        ("市町村", "しちょうそん"),
        ("旧町村の小字", "きゅうちょうそんのこあざ"),
        ("総務係", "そうむがかり"),
        ("戸籍係の窓口", "こせきがかりのまどぐち"),
        ("係の人", "かかりのひと"),
        ("この係", "このかかり"),
        ("関係", "かんけい"),
    ],
)
def test_words_of_an_office_are_read_as_an_office_says_them(text: str, read: str) -> None:
    assert aloud(text) == read


def test_a_correction_goes_before_the_words_that_are_known_to_be_misread() -> None:
    assert aloud("町村さん", {"町村": "まちむら"}) == "まちむらさん"


def test_a_name_of_several_words_is_read_word_by_word() -> None:
    name, kana = "一般社団法人 結町移住・定住の会", "いっぱんしゃだんほうじん ゆいまちいじゅう ていじゅうのかい"

    assert furigana(name, {name: kana}) == (
        ("一般社団法人", "いっぱんしゃだんほうじん"),
        (" ", None),
        ("結町移住", "ゆいまちいじゅう"),
        ("・", None),
        ("定住", "ていじゅう"),
        ("の", None),
        ("会", "かい"),
    )


def test_a_name_whose_reading_has_other_words_is_read_as_a_whole() -> None:
    assert furigana("株式会社結", {"株式会社結": "かぶしきがいしゃ ゆい"}) == (("株式会社結", "かぶしきがいしゃゆい"),)


def test_a_long_row_of_kanji_is_read_part_by_part_so_that_lines_can_break() -> None:
    name = "結町社会福祉協議会"

    assert furigana(name, {name: "ゆいちょうしゃかいふくしきょうぎかい"}) == (
        ("結", "ゆい"),
        ("町", "ちょう"),
        ("社会", "しゃかい"),
        ("福祉", "ふくし"),
        ("協議", "きょうぎ"),
        ("会", "かい"),
    )


@settings(max_examples=100, deadline=None)
@given(JAPANESE, st.text(alphabet="ゆいちょう ー・", max_size=20))
def test_a_correction_of_any_words_leaves_the_text_as_it_is(text: str, kana: str) -> None:
    assert "".join(part for part, _ in furigana(text, {text: kana})) == text


def test_empty_corrections_are_ignored() -> None:
    assert "".join(part for part, _ in furigana("町の道", {"": "x"})) == "町の道"


@settings(max_examples=200, deadline=None)
@given(st.one_of(JAPANESE, st.text(max_size=30)))
def test_the_segments_make_up_the_text(text: str) -> None:
    assert "".join(part for part, _ in furigana(text)) == text


@settings(max_examples=100, deadline=None)
@given(JAPANESE)
def test_readings_are_hiragana(text: str) -> None:
    for _, reading in furigana(text):
        assert reading is None or all("ぁ" <= letter <= "ゖ" or letter == "ー" for letter in reading)


@pytest.mark.parametrize("text", ["あ" * 100_000, "\ud800結\udfff", "﷽" * 4_000, "\0結\0"])
def test_hostile_texts_come_back_whole(text: str) -> None:
    assert "".join(part for part, _ in furigana(text)) == text
