"""Text as search compares it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.engines.search.text import fold, folded_with_positions

words = st.text(
    st.sampled_from("ァアガヴヶヷー゛ｱｶﾞﾟＡａ１①髙高が がか\u3099漢字ぁ゙\u0301") | st.characters(), max_size=60
)


def letter_by_letter(text: str) -> str:
    """Katakana to hiragana, the slow way."""
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in text)


@given(words)
def test_katakana_becomes_hiragana_wherever_it_stands(text: str) -> None:
    assert fold(text) == letter_by_letter(unicodedata.normalize("NFKC", text).lower())


@pytest.mark.parametrize("text", ["ゴミ", "ｺﾞﾐ", "ごみ", "ｺ゛ミ".replace("゛", "ﾞ")])
def test_however_it_is_typed_it_is_one_word(text: str) -> None:
    assert fold(text) == "ごみ"


def test_a_long_run_of_katakana_is_folded_whole() -> None:
    assert fold("スマートフォン" * 50) == "すまーとふぉん" * 50


@given(words)
def test_every_folded_letter_knows_where_it_came_from(text: str) -> None:
    folded, positions = folded_with_positions(text)

    assert len(positions) == len(folded) + 1
    assert list(positions) == sorted(positions)
    assert positions[-1] == len(text)
