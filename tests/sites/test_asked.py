from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from yui.sites.portal.questions import DEEPEST, FACETS, Asked

values = st.text(min_size=1, max_size=12)
questions = st.builds(
    Asked,
    text=st.text(max_size=40).map(str.strip),
    kind=st.sampled_from(["", "need", "case"]),
    chosen=st.dictionaries(
        st.sampled_from(FACETS), st.lists(values, min_size=1, max_size=3, unique=True).map(tuple), max_size=3
    ),
    number=st.integers(1, DEEPEST),
)


def read(address: str) -> Asked:
    return Asked.read(QueryDict(address.removeprefix("?")))


@given(questions)
def test_a_question_survives_its_own_address(asked: Asked) -> None:
    assert read(asked.address) == asked


@given(questions, st.sampled_from(FACETS), values)
def test_choosing_a_value_twice_changes_nothing(asked: Asked, facet: str, value: str) -> None:
    first = asked.on_page(1)

    twice = first.toggled(facet, value).toggled(facet, value)

    assert {k: set(v) for k, v in twice.chosen.items()} == {k: set(v) for k, v in first.chosen.items()}


@given(questions, st.sampled_from(FACETS), values)
def test_narrowing_down_starts_at_the_first_page(asked: Asked, facet: str, value: str) -> None:
    assert asked.toggled(facet, value).number == 1


@given(questions, st.sampled_from(FACETS), st.lists(values, max_size=3))
def test_addresses_of_many_values_are_those_of_each(asked: Asked, facet: str, many: list[str]) -> None:
    assert list(asked.toggles(facet, many)) == [asked.toggled(facet, value).address for value in many]


def test_an_unreadable_page_number_is_the_first_page() -> None:
    assert [read(f"?page={bad}").number for bad in ("0", "-3", "abc", "²", "99999999999")] == [1, 1, 1, 1, DEEPEST]


def test_words_are_cut_before_they_cost_anything() -> None:
    assert len(read("?q=" + "あ" * 10_000).text) == 500
