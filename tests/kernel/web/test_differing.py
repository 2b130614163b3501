"""What stands in a form and what was typed, side by side in words: only what differs, told as people read it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.identity.models import Post
from yui.kernel.tenancy.versions import digest_of
from yui.kernel.web.differing import Difference, differences, in_words, what_stands
from yui.kernel.web.forms import BoxedDateField

FIELDS = [("care", "福祉｜見守り、介護"), ("water", "水道")]
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


class Telling(forms.Form):
    """One field of each kind that a form of ours has."""

    name = forms.CharField(label="名前", required=False)
    words = forms.CharField(label="説明", required=False, widget=forms.Textarea)
    count = forms.IntegerField(label="数", required=False)
    share = forms.DecimalField(label="割合", required=False)
    since = BoxedDateField(label="いつから", required=False)
    cloud = forms.BooleanField(label="クラウド", required=False)
    field = forms.ChoiceField(label="分野", choices=FIELDS, required=False)
    fields_more = forms.MultipleChoiceField(label="ほかの分野", choices=FIELDS, required=False)

    def __init__(self, *args: Any, heading: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if heading:
            self.heading = heading


SAID: dict[str, Any] = {
    "name": "固定電話の放送",
    "words": "声で届けます。\n聞いたかを確かめます。",
    "count": 1402,
    "share": Decimal("38.50"),
    "since": date(2026, 11, 23),
    "cloud": True,
    "field": "care",
    "fields_more": ["care", "water"],
}
AS_SENT: dict[str, Any] = {
    **{name: value for name, value in SAID.items() if name != "since"},
    "since_year": "令和8",
    "since_month": "11",
    "since_day": "23",
    "words": SAID["words"].replace("\n", "\r\n"),
    "share": "38.5",
}
OTHERWISE: dict[str, Any] = {
    "name": "別の名前",
    "words": "別の説明",
    "count": 7,
    "share": Decimal("0.1"),
    "since": date(2025, 1, 2),
    "cloud": False,
    "field": "water",
    "fields_more": ["water"],
}


def sent(changes: dict[str, Any] | None = None) -> Telling:
    """The form as its writer sent it, who had read `SAID` in it."""
    form = Telling({**AS_SENT, **(changes or {})}, initial=SAID)
    assert form.is_valid()
    return form


def records() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({
        "name": st.text(max_size=8),
        "words": st.text(max_size=8),
        "count": st.none() | st.integers(),
        "since": st.none() | st.dates(),
        "cloud": st.booleans(),
        "fields_more": st.lists(st.sampled_from(["care", "water"]), unique=True),
    })  # fmt: skip


@given(records(), records())
def test_two_records_have_one_digest_just_where_they_say_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    digests = [digest_of(what_stands(Telling(initial=record))) for record in (one, {**one}, other)]

    assert digests[0] == digests[1]
    assert (digests[0] == digests[2]) == (one == other)


@given(records(), records())
def test_what_is_typed_changes_nothing_of_what_stands(record: dict[str, Any], typed: dict[str, Any]) -> None:
    assert what_stands(Telling(typed, initial=record)) == what_stands(Telling(initial=record))


def test_records_in_a_field_count_as_what_they_are_not_as_how_they_are_called() -> None:
    digests = [
        digest_of({"post": Post(pk=pk, name=name)}) for pk, name in ((1, "福祉課"), (1, "高齢課"), (2, "福祉課"))
    ]

    assert digests[0] == digests[1] != digests[2]


def test_what_a_field_only_suggests_is_nothing_that_stands_in_the_record() -> None:
    class Suggesting(forms.Form):
        day = forms.DateField(initial=date(2026, 11, 23))

    assert what_stands(Suggesting()) == {}
    assert what_stands(Suggesting(initial={"day": None})) == {"day": None}


def test_who_sends_back_what_they_read_differs_in_nothing() -> None:
    assert differences(Telling(initial=SAID), sent()) == ()


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_change_of_any_field_is_a_difference_of_that_field_alone(name: str) -> None:
    now = Telling(initial={**SAID, name: OTHERWISE[name]})

    found = differences(now, sent())

    assert [one.label for one in found] == [str(now.fields[name].label)]
    assert found[0].stands != found[0].typed


@pytest.mark.parametrize(
    ("name", "stands", "typed"),
    [
        ("words", "別の説明", "声で届けます。\n聞いたかを確かめます。"),
        ("count", "7", "1402"),
        ("share", "0.1", "38.5"),
        ("since", "2025年1月2日（木）", "2026年11月23日（月）"),
        ("cloud", "いいえ", "はい"),
        ("field", "水道", "福祉"),
        ("fields_more", "水道", "福祉、水道"),
    ],
)
def test_both_sides_are_told_in_the_words_of_the_page(name: str, stands: str, typed: str) -> None:
    found = differences(Telling(initial={**SAID, name: OTHERWISE[name]}), sent())

    assert found[0].row == (str(Telling.base_fields[name].label), stands, typed)


def test_what_was_emptied_is_told_with_nothing_at_its_side() -> None:
    found = differences(Telling(initial=SAID), sent({"name": "", "since_year": "", "since_month": "", "since_day": ""}))

    assert found == (Difference("名前", "固定電話の放送", ""), Difference("いつから", "2026年11月23日（月）", ""))


def test_a_part_that_somebody_has_taken_away_meanwhile_is_a_difference() -> None:
    now = Telling(initial={name: value for name, value in SAID.items() if name != "name"})

    assert differences(now, sent()) == (Difference("名前", "", "固定電話の放送"),)


def test_a_field_of_an_answer_that_no_record_has_is_not_compared() -> None:
    class Deciding(Telling):
        reason = forms.CharField(label="訂正の理由")

    typed = Deciding({**AS_SENT, "reason": "書き誤り"}, initial=SAID)
    assert typed.is_valid()

    assert differences(Deciding(initial=SAID), typed) == ()


Rows = forms.formset_factory(Telling, extra=0)


def with_rows(record: list[dict[str, Any]], typed: list[dict[str, Any]] | None = None) -> Telling:
    """A form with a few figures below it, as a case has them."""
    counts = {"row-TOTAL_FORMS": str(len(record)), "row-INITIAL_FORMS": str(len(record))}
    boxes = {f"row-{index}-{name}": value for index, row in enumerate(typed or []) for name, value in row.items()}
    form: Any = Telling(None if typed is None else {}, initial={})
    form.rows = Rows(None if typed is None else {**counts, **boxes}, initial=record, prefix="row")
    for number, row in enumerate(form.rows, 1):
        row.heading = f"{number}つ目"
    if typed is not None:
        assert form.is_valid()
        assert form.rows.is_valid()
    return form


def test_a_figure_in_a_row_is_called_by_the_heading_of_its_row() -> None:
    mine, theirs = with_rows([SAID, SAID], [AS_SENT, AS_SENT]), with_rows([SAID, {**SAID, "count": 7}])

    assert differences(with_rows([SAID, SAID]), mine) == ()
    assert differences(theirs, mine) == (Difference("2つ目：数", "7", "1402"),)


@given(st.lists(LINES, min_size=1, max_size=4))
def test_line_breaks_of_browsers_and_blanks_at_line_ends_are_no_difference(lines: list[str]) -> None:
    bound = Telling()["words"]

    assert in_words(bound, " \r\n".join(lines)) == in_words(bound, "\n".join(lines) + "\n")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_is_told_without_needless_zeros_and_never_as_a_power(number: Decimal) -> None:
    told = in_words(Telling()["share"], number)

    assert Decimal(told) == number
    assert "E" not in told
    assert "." not in told or not told.endswith("0")


@given(st.text(max_size=20) | st.integers() | st.none() | st.booleans() | st.dates() | st.lists(st.text(max_size=5)))
def test_any_value_of_any_field_is_some_words(value: Any) -> None:
    form = Telling()

    assert all(isinstance(in_words(form[name], value), str) for name in form.fields)


def test_what_can_no_longer_be_chosen_is_told_as_it_was_sent() -> None:
    assert in_words(Telling()["field"], "gone") == "gone"


def test_of_long_words_only_where_they_part_is_shown() -> None:
    head, tail = "坂の上の家では放送が聞こえません。" * 5, "役場へ何度も電話しました。" * 6
    found = Difference("今の様子", f"{head}雨の夜です。{tail}", f"{head}風の朝です。{tail}")

    assert found.row == (
        "今の様子",
        "…上の家では放送が聞こえません。雨の夜です。役場へ何度も電話しました…",
        "…上の家では放送が聞こえません。風の朝です。役場へ何度も電話しました…",
    )


def test_where_something_was_only_added_the_other_side_shows_the_place() -> None:
    head = "坂の上の家では放送が聞こえません。" * 5

    assert Difference("今の様子", head, f"{head}雨の夜です。").row[1:] == (
        "…上の家では放送が聞こえません。",
        "…上の家では放送が聞こえません。雨の夜です。",
    )


@given(st.text(max_size=90), st.text(max_size=20), st.text(max_size=20), st.text(max_size=90))
def test_what_is_cut_away_is_the_same_on_both_sides(head: str, one: str, other: str, tail: str) -> None:
    stands, typed = head + one + tail, head + other + tail
    _label, shown, written = Difference("今の様子", stands, typed).row

    assert shown.removeprefix("…").removesuffix("…") in stands
    assert written.removeprefix("…").removesuffix("…") in typed
    assert (shown == written) == (stands == typed)
    assert all(told == text for told, text in ((shown, stands), (written, typed)) if len(text) <= 60)
