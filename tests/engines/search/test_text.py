"""One form for widths, letter case and kana, with the way back to the letters as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.engines.search.text import fold, folded_with_positions

JAPANESE = st.text(st.sampled_from("ごゴｺﾞﾞ゛\u3099かガＡaé\u0301 ㍿﷽、"), max_size=40)


@pytest.mark.parametrize("written", ["ごみ", "ゴミ", "ｺﾞﾐ", "コ\u3099ミ"])
def test_one_word_has_one_form(written: str) -> None:
    assert fold(written) == "ごみ"


@given(JAPANESE)
def test_every_letter_of_the_form_leads_back_into_the_text(text: str) -> None:
    folded, positions = folded_with_positions(text)

    assert len(positions) == len(folded) + 1
    assert list(positions) == sorted(positions)
    assert positions[-1] == len(text)


def test_a_word_is_found_again_where_it_was_written() -> None:
    text = "夜のｺﾞﾐ置き場"

    folded, positions = folded_with_positions(text)
    begin = folded.index("ごみ")

    assert text[positions[begin] : positions[begin + 2]] == "ｺﾞﾐ"


@pytest.mark.parametrize("marks", ["\u0315\u0300", "\u3099\u0327", "ﾞ\u0300"])
def test_a_pile_of_marks_without_an_end_is_folded(marks: str) -> None:
    """To put a hundred thousand marks into their order takes minutes: this test would not end."""
    folded, positions = folded_with_positions(f"雪{marks * 50_000}かき")

    assert (folded[0], folded[-2:]) == ("雪", "かき")
    assert positions[-3] == 100_001
