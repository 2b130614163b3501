"""The words that a question and a hit have in common: whole words that name something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yui.engines.search import Document, Hit, Query, Reason, ReasonKind, SearchIndex, Span
from yui.solving.finding import Card, FoundHit
from yui.solving.finding.in_common import names_something, synonyms_in_common, words_in_common
from yui.solving.needs.queries.alike import reasons_of

CARD = Card(kind="case", pk=1, ref="r", title="題", summary="", url="/")
HALL = "夜の体育館の鍵を、役所まで取りに行かない"


def hit(text: str, *words: str, kind: ReasonKind = ReasonKind.WORD, asked: str = "") -> Hit:
    """A hit in whose body these words were met."""
    reasons = tuple(Reason(kind, asked or word, word, tuple(places(text, word)), 1.0) for word in words)
    return Hit(Document("case:1", "case", {"title": "題", "body": text}), 1.0, {}, reasons)


def shown_for(text: str, *met: str) -> tuple[str, ...]:
    """The words that a page tells of a hit in whose body these were met."""
    return FoundHit(CARD, hit(text, *met)).words


def places(text: str, word: str) -> list[Span]:
    return [Span("body", at, at + len(word)) for at in range(len(text)) if text.startswith(word, at)]


@pytest.mark.parametrize("word", ["体育館", "訓練", "市民", "アレルギー", "例規集", "ごみ", "鍵", "雪", "ひなん"])
def test_a_word_that_names_something_does_so(word: str) -> None:
    assert names_something(word)


@pytest.mark.parametrize(
    "word", ["元", "代", "手", "案", "延べ", "半年", "翌日", "落ちる", "早く", "いつも", "なくす", "年度", ""]
)
def test_a_word_that_names_nothing_by_itself_does_not(word: str) -> None:
    assert not names_something(word)


def test_neighbours_that_were_met_are_the_one_word_they_make() -> None:
    assert words_in_common(hit(HALL, "体育", "館", "鍵")) == ("体育館", "鍵")


def test_words_apart_from_each_other_stay_apart() -> None:
    assert words_in_common(hit("館に体育の先生がいます。", "体育", "館")) == ("体育",)


def test_nothing_is_in_common_where_only_parts_of_words_were_met() -> None:
    assert words_in_common(hit("手を外へ出して案を読む。", "手", "外", "案")) == ()


def test_a_word_within_another_one_is_in_common_once() -> None:
    assert words_in_common(hit("電気代が上がり、電気を消す。", "電気", "代")) == ("電気代",)


def test_synonyms_stand_beside_the_words_and_not_among_them() -> None:
    found = hit("乗合が走る。", "乗合", kind=ReasonKind.SYNONYM, asked="バス")

    assert (words_in_common(found), synonyms_in_common(found)) == ((), (("バス", "乗合"),))
    assert synonyms_in_common(hit("昼から行う。", "行う", kind=ReasonKind.SYNONYM, asked="実行")) == ()


def test_a_verb_that_was_met_is_shown_where_nothing_else_was() -> None:
    assert shown_for("石が落ちる。", "落ちる") == ("落ちる",)
    assert shown_for("道路に石が落ちる。", "落ちる", "道路") == ("道路",)


@pytest.mark.parametrize(
    ("text", "met", "shown"),
    [
        ("放送が聞こえない夜", "聞こえ", ("聞こえる",)),
        ("返事が決まったら送る", "決まっ", ("決まる",)),
        ("雨に濡れても歩く", "濡れ", ("濡れる",)),
        ("遅れの知らせ", "遅れ", ("遅れ",)),
        ("休みの日", "休み", ("休み",)),
    ],
)
def test_a_verb_is_shown_as_a_dictionary_has_it(text: str, met: str, shown: tuple[str, ...]) -> None:
    assert shown_for(text, met) == shown


@pytest.mark.parametrize("dull", ["代わり", "人数", "最後"])
def test_a_word_that_makes_no_two_texts_alike_gives_way_to_any_other(dull: str) -> None:
    assert shown_for(f"{dull}に道路を見る", dull, "道路") == ("道路",)
    assert shown_for(f"{dull}に声が聞こえる", dull, "聞こえる") == ("聞こえる",)


def test_what_tells_nothing_is_still_shown_where_nothing_else_was_met() -> None:
    assert shown_for("夜の道を遠くまで", "夜", "遠く") == ("遠く",)
    assert shown_for("夜の代わり", "夜") == ("夜",)
    assert shown_for("昨年度の答え", "昨", "年度") == ("昨年度",)
    assert shown_for("歩き切ると近い", "切る") == ("切る",)


def test_only_what_tells_why_is_a_reason_beside_meaning() -> None:
    near = Reason(ReasonKind.MEANING, share=1.0)
    dull, telling = hit("遠くの代わり", "遠く", "代わり"), hit("遠くの港", "遠く", "港")

    with_meaning = [reasons_of(FoundHit(CARD, replace(one, reasons=(*one.reasons, near)))) for one in (dull, telling)]

    assert [list(map(str, reasons)) for reasons in with_meaning] == [
        ["言っていることが近いです"],
        ["「港」が重なります"],
    ]
    assert list(map(str, reasons_of(FoundHit(CARD, dull)))) == ["「遠く」「代わり」が重なります"]


WORDS = st.lists(
    st.sampled_from(["体育", "館", "手", "鍵", "半年", "電気", "代", "避難", "所"]), min_size=1, max_size=7
)


@given(WORDS, st.sampled_from(["", "の", "を"]))
def test_words_in_common_stand_in_the_text_once_and_name_something(words: list[str], between: str) -> None:
    text = between.join(words)
    common = words_in_common(hit(text, *dict.fromkeys(words)))

    assert all(word in text and names_something(word) for word in common)
    assert not any(word != other and word in other for word in common for other in common)


@settings(max_examples=5)
@given(st.sampled_from(["体育館の鍵を借りたい", "体育館が冷える", "避難で体育館を開ける"]))
def test_the_search_itself_finds_whole_words_in_common(tmp_path_factory: pytest.TempPathFactory, asked: str) -> None:
    folder: Path = tmp_path_factory.mktemp("index")
    index = SearchIndex.open(folder)
    index.put([Document("case:1", "case", {"title": HALL, "body": "体育館の鍵は箱に入れてあります。"})])

    assert "体育館" in " ".join(words_in_common(index.search(Query(asked)).hits[0]))
