"""How far a text mentions the essentials of a need: each once, whatever is repeated, and a no is no yes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.engines.search.lexicon import standard
from yui.solving.matching.mentioning import mentioned, requirements_of
from yui.solving.matching.rules.covering import Mention, Requirement, Sentence, Sought, covered, mentions

WORDS = st.sampled_from("電話 声 世帯 返事 畑 帳面".split())
SENTENCES = st.lists(st.builds(Sentence, st.frozensets(WORDS, max_size=4), st.booleans()), max_size=5)
REQUIREMENTS = st.lists(
    st.builds(
        Requirement,
        text=st.just("固定電話に声で届く"),
        words=st.lists(WORDS, min_size=1, max_size=4, unique=True).map(
            lambda words: tuple(Sought(frozenset({frozenset({word})}), word) for word in words)
        ),
        denies=st.booleans(),
    ),
    min_size=1,
    max_size=3,
)
CALLING = "役場の知らせを固定電話に声で届け、聞いたかどうかを世帯ごとに確かめる。"


def read(text: str, *essentials: str) -> tuple[Mention, ...]:
    return mentioned(requirements_of(essentials, standard()), {"title": "", "body": text})


def worth(text: str, *essentials: str) -> float:
    return covered(read(text, *essentials))


@given(REQUIREMENTS, SENTENCES, SENTENCES)
def test_saying_more_never_covers_less(
    requirements: list[Requirement], text: list[Sentence], more: list[Sentence]
) -> None:
    assert 0 <= covered(mentions(requirements, text)) <= covered(mentions(requirements, [*text, *more])) <= 1


@given(REQUIREMENTS, SENTENCES, st.integers(2, 9))
def test_saying_it_again_covers_no_more(requirements: list[Requirement], text: list[Sentence], times: int) -> None:
    assert mentions(requirements, text * times) == mentions(requirements, text)


@given(REQUIREMENTS, SENTENCES)
def test_what_only_a_no_speaks_of_is_not_mentioned(requirements: list[Requirement], text: list[Sentence]) -> None:
    refusing = [Sentence(one.words, denies=True) for one in text]

    for requirement, one in zip(requirements, mentions(requirements, refusing), strict=True):
        assert requirement.denies or one.share == 0
        assert not (one.denied and one.enough)


def test_a_text_that_says_it_in_other_forms_mentions_it() -> None:
    (one,) = read(CALLING, "固定電話に声で届く")

    assert one.enough
    assert one.found == "固定電話」「声"


@pytest.mark.parametrize(
    "text",
    [
        "固定電話に声で届ける仕組みは持たないため、携帯が要ります。",
        "固定電話には、声で届けることができません。",
        "固定電話に声で届ける機能はありません。",
        "固定電話への声の届けは対象外です。",
    ],
)
def test_a_text_that_says_it_cannot_does_not_count(text: str) -> None:
    (one,) = read(text, "固定電話に声で届く")

    assert not one.enough
    assert one.denied


@pytest.mark.parametrize(
    "text",
    ["固定電話に声で届くので、機械を買う必要はありません。", "だれも聞き逃さないよう、固定電話に声で届けます。"],
)
def test_a_no_about_something_else_takes_nothing_away(text: str) -> None:
    assert read(text, "固定電話に声で届く")[0].enough


def test_a_requirement_that_asks_for_a_no_is_met_by_words_of_both_kinds() -> None:
    for text in ("訓練と本番を取り違えない。", "訓練と本番の取り違えを防ぐ。"):
        assert read(text, "訓練と本番を取り違えない")[0].enough


def test_a_word_alone_is_told_as_such_and_counts_little() -> None:
    (one,) = read("電話で予約する。", "固定電話に声で届く")

    assert (one.enough, one.found) == (False, "電話")
    assert 0 < one.worth < 0.2


def test_words_strewn_over_many_sentences_are_no_mention() -> None:
    strewn = "固定資産の帳面です。電話で予約します。声を録音します。荷物が届きます。"

    assert worth(strewn, "固定電話に声で届く") < worth(CALLING, "固定電話に声で届く") / 2


@given(st.integers(1, 40))
def test_repeating_the_words_of_a_requirement_never_raises(times: int) -> None:
    asked = ("固定電話に声で届く", "返事のない世帯が分かる")

    assert worth(CALLING + "固定電話。" * times, *asked) == worth(CALLING, *asked)


def test_a_need_without_essentials_has_nothing_to_cover() -> None:
    assert read(CALLING) == ()
    assert covered(()) == 0
