"""Kept reasons as a page prints them: in the language of the reader, and not too many at once."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yui.solving.matching.queries import parts_in_words, reason_lines
from yui.solving.matching.rules.covering import Mention
from yui.solving.matching.rules.weighing import Offered, Wanted, weigh

NOTHING = Wanted()
TWO_WORDS = Offered(kind="service", pk=1, closeness=0.5, terms=("phone", "voice"))


def told(offered: Offered, language: str) -> list[str]:
    kept = [reason.as_kept() for reason in weigh(NOTHING, offered).reasons]
    with translation.override(language):
        return [line.text for line in reason_lines(kept)]


def test_several_words_are_quoted_as_each_language_does() -> None:
    assert "「phone」「voice」が重なります" in told(TWO_WORDS, "ja")
    assert "Both say “phone” and “voice”" in told(TWO_WORDS, "en")


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=5))
def test_no_english_reason_holds_a_japanese_quotation_mark(terms: list[str]) -> None:
    offered = Offered(kind="service", pk=1, closeness=0.5, terms=tuple(terms))

    assert not [text for text in told(offered, "en") if "「" in text or "」" in text]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_requirement_is_quoted_letter_by_letter(language: str) -> None:
    mention = Mention(text="「通院」「買い物」の両方", share=0.0, found="", denied=False)
    offered = Offered(kind="service", pk=1, closeness=0.5, mentions=(mention,))

    assert any("「通院」「買い物」の両方" in text for text in told(offered, language))


def test_essentials_one_by_one_are_folded_unless_they_warn() -> None:
    offered = Offered(
        kind="service",
        pk=1,
        terms=("phone",),
        mentions=(Mention("met", 1.0), Mention("absent"), Mention("refused", denied=True)),
    )
    kept = [reason.as_kept() for reason in weigh(NOTHING, offered).reasons]

    folded = {line.text: line.one_by_one for line in reason_lines(kept)}

    assert [text for text, away in folded.items() if away] == [
        "必須「met」：触れています",
        "必須「absent」：見当たりません",
    ]
    assert folded["必須「refused」：できないと読める文があります"] is False


SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=6)


@given(SHARES)
def test_the_bar_of_the_essentials_says_what_the_sentence_beside_it_says(shares: list[float]) -> None:
    mentions = tuple(Mention(f"要件{number}", share) for number, share in enumerate(shares))
    weighed = weigh(NOTHING, Offered(kind="service", pk=1, mentions=mentions))
    kept = [reason.as_kept() for reason in weighed.reasons]

    bars = {str(label): rest for label, *rest in parts_in_words(weighed.parts, kept)}
    share, words = bars["必須"]

    told = round(share * len(shares))
    sentence = (
        f"必須{words}に、紹介文が触れています" if told else f"必須{len(shares)}件のどれにも、紹介文は触れていません"
    )
    assert sentence in {line.text for line in reason_lines(kept)}
    assert words == f"{len(shares)}件のうち{told}件"
    assert told == sum(one.enough for one in mentions)


def test_all_other_parts_are_told_as_shares() -> None:
    weighed = weigh(NOTHING, TWO_WORDS)

    bars = parts_in_words(weighed.parts, [reason.as_kept() for reason in weighed.reasons])

    assert all(len(bar) == 2 for bar in bars)
    assert ("ことば", weighed.parts["text"]) in [(str(bar[0]), bar[1]) for bar in bars]
    assert parts_in_words({"essentials": 0.25}, []) == (("必須", 0.25),)
