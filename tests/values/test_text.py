"""Text as typed and as compared; what should not stand in a text."""

import csv
import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yui.values.text import (
    Likeness,
    ProblemKind,
    as_compared,
    as_compared_place,
    compare,
    hidden_controls,
    private_use,
    problems_of,
    tidied,
    unpiled,
    whole,
)
from yui.values.unreadable import Unreadable
from yui.values.variant_kanji import STANDARD_FORM

MARKS = "\u0300\u0301\u0315\u3099\u309a\u0327"
# Letters that meet in Japanese files, so that properties are tried where the rules are.
japanese = st.text(
    st.sampled_from(
        "あがっゃーカガｶﾞヵヶ゛゜ヴ一二十百千〇丁目番号条高髙邉齋﨑𠮷葛\U000e0100−‐―ー-〜～ 　Aaß１1①㈱㍻\u3099\u200b"
    )
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("齋藤", "斎藤"),
        ("齊藤", "斉藤"),
        ("濵田", "浜田"),
        ("濱田", "浜田"),
        ("德永", "徳永"),
        ("𠮷野", "吉野"),
        ("曻", "昇"),
        ("柳田", "栁田"),
        ("葛\U000e0100城市", "葛城市"),
        ("山田　太郎", "山田太郎"),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "やまだたろう"),
        ("キヨウト", "きょうと"),
        ("ＹＵＩ", "yui"),
        ("か゛", "が"),
        ("サ―ビス", "サービス"),
        ("データ−ベース", "データーベース"),
        ("コ――ヒ", "コーーヒ"),
        ("1ー2ー3", "1-2-3"),
        ("１−２‐３", "1-2-3"),
        ("10：00〜12：00", "10:00～12:00"),
        ("三丁目", "3丁目"),
        ("二十三番五号", "23番5号"),
        ("北一条西", "北1条西"),
        ("㈱結", "(株)結"),
        ("⻑野", "長野"),
        ("國學院", "国学院"),
        ("藪", "籔"),
    ],
)
def test_two_spellings_of_one_thing_have_one_key(one: str, other: str) -> None:
    assert as_compared(one) == as_compared(other)
    assert compare(one, other).alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("大阪", "大坂"),
        ("サービス", "サビス"),
        ("ひろこ", "ひろこー"),
        ("三郎", "二郎"),
        ("太田", "大田"),
        ("A B", "AB"),
        ("5-3", "53"),
        ("サービス-A", "サービスA"),
        ("園田", "薗田"),
        ("かき", "がき"),
        ("", "あ"),
        ("一郎", "1郎"),
    ],
)
def test_different_things_keep_different_keys(one: str, other: str) -> None:
    assert as_compared(one) != as_compared(other)
    assert compare(one, other).likeness is Likeness.DIFFERENT


def test_the_long_vowel_mark_is_no_hyphen_and_a_hyphen_no_long_vowel() -> None:
    assert as_compared("サービスセンター") == "さーびすせんたー"
    assert as_compared("5ー3") == "5-3"
    assert as_compared("サービス−2") == "さーびす-2"
    assert as_compared("らーめん") == "らーめん"


@pytest.mark.parametrize("name", ["千葉", "五十嵐", "八百板", "一二三", "百瀬", "四万十"])
def test_numerals_inside_names_stay(name: str) -> None:
    assert as_compared(name) == name


@given(st.one_of(st.text(), japanese))
@example("か ゙")
@example("a´")
@example("一丁目番")
@example("ΐ")
@example("ß a´")
@example("か\u3099 っ\u3099 a")
@example("ß´゛ 1")
@example("ｶ ﾞ")
@example("ﾀ" * 3 + "ﾞ")
def test_comparing_a_key_changes_nothing(text: str) -> None:
    key = as_compared(text)

    assert as_compared(key) == key


@given(st.one_of(st.text(), japanese))
def test_a_text_is_alike_to_itself_and_to_its_normal_forms(text: str) -> None:
    assert compare(text, text).likeness is Likeness.SAME
    assert as_compared(unicodedata.normalize("NFC", text)) == as_compared(unicodedata.normalize("NFD", text))


@given(japanese, japanese)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    there, back = compare(one, other), compare(other, one)

    assert there.likeness is back.likeness
    assert {(right, left) for left, right in there.differences} == set(back.differences)


def test_a_comparison_names_the_characters_that_differ() -> None:
    comparison = compare("髙橋　太郎", "高橋太郎")

    assert comparison.likeness is Likeness.SAME_KEY
    assert comparison.differences == (("髙", "高"),)
    assert "髙／高" in comparison.reason


def test_a_clerk_can_tell_two_characters_that_are_often_mixed_up() -> None:
    assert compare("斉藤", "斎藤").differences == (("斉", "斎"),)


def test_width_alone_is_the_same_text() -> None:
    assert compare("ＡＢＣ１", "ABC1").likeness is Likeness.SAME_CHARACTERS
    assert compare("abc", "abd").differences == (("c", "d"),)
    assert compare("abc", "ab").differences == ()


@pytest.mark.parametrize("other", ["霞ヶ関", "霞ケ関", "霞が関", "霞ガ関"])
def test_a_place_is_one_with_ga_and_ke(other: str) -> None:
    assert as_compared_place(other) == as_compared_place("霞が関")
    assert as_compared_place("さがみ") != as_compared_place("さけみ")


def test_no_variant_is_a_standard_form_and_normalisation_leaves_it_to_us() -> None:
    assert not set(STANDARD_FORM) & set(STANDARD_FORM.values())
    for variant, standard in STANDARD_FORM.items():
        assert unicodedata.normalize("NFKC", variant) == variant
        assert unicodedata.normalize("NFKC", standard) == standard


def test_old_forms_are_united_as_in_the_table_of_opencc(shared_data: Path) -> None:
    lines = (shared_data / "names/variants_opencc/JPShinjitaiCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if "\t" in line]
    united = [(new, old) for new, olds in pairs for old in olds.split() if as_compared(new) == as_compared(old)]

    assert len(united) >= sum(len(olds.split()) for _, olds in pairs) * 0.95


def test_united_characters_are_united_by_the_character_table_of_the_ministry_too(shared_data: Path) -> None:
    reduced: dict[str, set[str]] = {}
    for name in ("moji.csv", "moji_ivs.csv"):
        with (shared_data / "names/variants_mojikiban" / name).open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                reduced.setdefault(row.get("kanji", "")[:1], set()).update(row["shrink"])
    itaiji = json.loads((shared_data / "names/variants_jageocoder/itaiji_src.json").read_text(encoding="utf-8"))
    of_places = {frozenset((key, variant)) for key, variants in itaiji.items() for variant in variants}

    unsupported = [
        variant + standard
        for variant, standard in STANDARD_FORM.items()
        if not "⺀" <= variant <= "⻳"  # radicals are outside its scope
        and standard not in reduced.get(variant, ())
        and variant not in reduced.get(standard, ())
        and frozenset((variant, standard)) not in of_places
    ]

    assert len(unsupported) <= len(STANDARD_FORM) / 25, unsupported


@given(japanese)
def test_tidying_twice_is_tidying_once(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


def test_a_page_of_text_is_no_line() -> None:
    with pytest.raises(Unreadable, match="200文字まで"):
        tidied("9" * 201)


@pytest.mark.parametrize("letter", ["一", "ー", "―", "カ", "゛", "が", " ", "-", "々", "邉", "\u3099"])
def test_a_hostile_page_is_compared_in_time(letter: str) -> None:
    page = "カ" + letter * 100_000 + "番x"

    started = time.process_time()
    as_compared_place(page)
    problems_of(page)

    assert time.process_time() - started < 2


def test_private_characters_of_a_town_are_reported_with_their_place() -> None:
    (found,) = private_use("渡\ue000太郎")

    assert (found.at, found.code_point, found.kind) == (2, "U+E000", ProblemKind.PRIVATE_USE)
    assert "2文字目" in found.message
    assert [problem.code_point for problem in private_use("\U000f0001\U0010fffd")] == ["U+F0001", "U+10FFFD"]


@pytest.mark.parametrize("code", [0x202E, 0x2066, 0x200F, 0x061C, 0x200B, 0xFEFF, 0xE0041, 0x00AD])
def test_characters_nobody_sees_are_found(code: int) -> None:
    (found,) = hidden_controls(f"請求書{chr(code)}fdp.exe")

    assert (found.at, found.character) == (4, chr(code))


@pytest.mark.parametrize("text", ["普通の文。\n二行目\tです", "葛\U000e0100城", "👨\u200d👩\u200d👧", "한국어 العربية"])
def test_ordinary_text_of_any_language_has_no_problem(text: str) -> None:
    assert problems_of(text) == ()
    assert whole(text) == text


@pytest.mark.parametrize(
    ("text", "kind"), [("a\ud800b", "half_character"), ("\x00", "control"), ("a\x1b[31m", "control")]
)
def test_text_that_cannot_be_stored_is_refused_with_its_place(text: str, kind: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        whole(text)

    assert refusal.value.code == f"text.{kind}"
    assert "文字目" in refusal.value.message
    refusal.value.message.encode("utf-8")


@given(st.text(st.characters(min_codepoint=0xD700, max_codepoint=0xE100), max_size=20))
def test_text_passes_exactly_when_it_can_be_sent(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        with pytest.raises(Unreadable):
            whole(text)
    else:
        assert whole(text) == text


def test_problems_stand_in_the_order_of_the_text() -> None:
    found = problems_of("\ue000あ\u202e\x07\udc00")

    assert [problem.at for problem in found] == [1, 3, 4, 5]
    assert len({problem.kind for problem in found}) == 4


@pytest.mark.parametrize(
    "marks", ["\u0315\u0300", "\u3099\u0300", "゛\u0327\u0301", "\u0300", "\u0f73", "\u0f81\u0f75", "\u0344"]
)
def test_a_pile_of_marks_without_an_end_is_read_to_a_height(marks):
    """To put a hundred thousand marks into their order takes minutes: this test would not end."""
    key = as_compared(f"山{marks * 50_000}川")

    assert (key[0], key[-1]) == ("山", "川")
    assert sum(map(unicodedata.combining, key)) > 0
    assert len(key) <= 33


@given(st.text(st.sampled_from("aか山 \u0315\u0300\u3099-、"), max_size=80))
def test_nothing_but_marks_is_ever_taken_from_a_pile(text):
    left = unpiled(text)

    assert [sign for sign in left if not unicodedata.combining(sign)] == [
        sign for sign in text if not unicodedata.combining(sign)
    ]
    assert unpiled(left) == left


@given(
    st.lists(st.tuples(st.characters(categories=["L", "N"]), st.text(st.sampled_from(MARKS), max_size=30)), max_size=20)
)
def test_as_many_marks_as_people_write_stay_on_each_letter(letters):
    text = "".join(letter + marks for letter, marks in letters)

    assert unpiled(text) == text


@pytest.mark.parametrize("letter", ["\u0f73", "\u0f75", "\u0f81", "\u0344", "ﾞ", "ﾟ"])
def test_what_becomes_two_marks_counts_as_two(letter):
    assert len(unicodedata.normalize("NFKC", unpiled("山" + letter * 40))) == 31


def test_no_other_sign_becomes_marks_unseen() -> None:
    """A new Unicode may bring more: then they belong beside those that are known."""
    every = map(chr, [*range(0xD800), *range(0xE000, 0x110000)])
    becoming = {sign: unicodedata.normalize("NFKC", sign) for sign in every}
    marks = {
        sign
        for sign, made in becoming.items()
        if made and all(map(unicodedata.combining, made)) and len(made) != (unicodedata.combining(sign) > 0)
    }

    assert marks == set("ﾞﾟ\u0f73\u0f75\u0f81\u0344")
