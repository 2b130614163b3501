"""Refusals: sentences with their facts, fit for a screen."""

from hypothesis import given
from hypothesis import strategies as st

from yui.values.unreadable import Unreadable, shown


@given(st.text())
def test_whatever_was_typed_the_sentence_can_be_sent_and_is_short(typed: str) -> None:
    refusal = Unreadable("some.code", "「{typed}」は読み取れません。", typed=typed)

    refusal.message.encode("utf-8")
    assert len(refusal.message) <= 60
    assert refusal.typed == typed


def test_a_sentence_is_translated_before_its_facts_are_put_in() -> None:
    refusal = Unreadable(
        "some.code", "「{typed}」ではなく {meant} です。", typed="あ{0}", suggestions=["い"], meant="い"
    )

    assert refusal.message == "「あ{0}」ではなく い です。"
    assert "{typed} means {meant}".format(**refusal.facts) == "あ{0} means い"
    assert refusal.suggestions == ("い",)


def test_letters_nobody_sees_are_shown_as_boxes() -> None:
    assert shown("a\u202eb\ud800\n") == "a□b□□"
    assert shown("あ" * 41) == "あ" * 40 + "…"
