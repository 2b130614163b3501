"""Every text field, also those of libraries, takes only text that can be kept and says what it shows."""

from __future__ import annotations

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from yui.values.text import ProblemKind, problems_of

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)  # also controls and halves of characters
LINE = forms.CharField(required=False)
LINES = forms.CharField(required=False, widget=forms.Textarea)
PASSWORD = forms.CharField(strip=False, widget=forms.PasswordInput)


@given(ANYTHING)
def test_what_a_field_takes_can_be_kept_and_hides_nothing(typed: str) -> None:
    for field in (LINE, LINES):
        try:
            taken = field.clean(typed)
        except forms.ValidationError as error:
            taken = ""
            told = error.messages[0]
        else:
            told = "文字目"

        taken.encode()
        assert "文字目" in told
        assert problems_of(taken, ProblemKind.HALF_CHARACTER, ProblemKind.CONTROL, ProblemKind.HIDDEN) == ()


@pytest.mark.parametrize("typed", ["結\0", "\ud800", "結\ufffd", "\x1b[2J", "\x7f"])
@pytest.mark.parametrize("field", [LINE, LINES, PASSWORD, forms.EmailField(), forms.URLField(assume_scheme="https")])
def test_what_cannot_be_kept_is_refused_with_its_place(field: forms.Field, typed: str) -> None:
    with pytest.raises(forms.ValidationError, match=r"[12]文字目"):
        field.clean(typed)


def test_marks_nobody_sees_are_dropped_but_not_from_a_password() -> None:
    assert LINE.clean("\u202d090-1234-5678\u202c") == "090-1234-5678"
    assert PASSWORD.clean("a\u200bb") == "a\u200bb"


def test_signs_that_belong_to_names_and_pictures_stay() -> None:
    assert LINE.clean("葛󠄀城 髙﨑 👨\u200d👩\u200d👧") == "葛󠄀城 髙﨑 👨\u200d👩\u200d👧"


def test_a_box_of_one_line_keeps_one_line() -> None:
    assert LINE.clean("件名\r\nBcc: x@example.jp") == "件名 Bcc: x@example.jp"
    assert LINES.clean("一\r\n二") == "一\r\n二"
