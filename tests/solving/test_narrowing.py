"""Narrowing a list down: an address says what is asked for, and each choice leads to one value more or less."""

from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from yui.solving.narrowing import Facet, Option, chips, groups

FIELD = Facet("field", "field", "分野", [("care", "医療・介護"), ("green", "グリーンICT"), ("a&b=c", "記号")])
VALUES = [value for value, _label in FIELD.choices]
MANY = {"field": dict.fromkeys(VALUES, 3)}
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
ASKED = st.fixed_dictionaries({"field": st.lists(st.sampled_from([*VALUES, "unheard-of"])), "q": st.lists(WORDS)})


def address_of(asked: dict[str, list[str]]) -> QueryDict:
    read = QueryDict(mutable=True)
    for name, values in asked.items():
        read.setlist(name, values)
    return read


def options(asked: QueryDict, counts: dict[str, dict[str, int]] = MANY) -> list[Option]:
    return [option for group in groups([FIELD], asked, counts) for option in group.options]


@given(ASKED)
def test_a_choice_leads_to_one_value_more_or_less_and_keeps_the_rest(asked: dict[str, list[str]]) -> None:
    now = address_of(asked)

    for value, option in zip(VALUES, options(now), strict=True):
        there = QueryDict(option.href.removeprefix("?"))
        assert there.getlist("q") == asked["q"]
        assert option.chosen == (value in asked["field"]) == (value not in there.getlist("field"))
        assert set(there.getlist("field")) ^ set(asked["field"]) == {value}


@given(ASKED)
def test_what_is_chosen_stands_as_a_chip_that_takes_it_away(asked: dict[str, list[str]]) -> None:
    now = address_of(asked)

    found = chips([FIELD], now)

    assert [label for label, _href in found] == [dict(FIELD.choices)[value] for value in FIELD.chosen(now)]
    for value, (_label, href) in zip(FIELD.chosen(now), found, strict=True):
        assert value not in QueryDict(href.removeprefix("?")).getlist("field")


def test_a_choice_leads_to_the_first_page_and_never_to_a_file() -> None:
    (option, *_others) = options(QueryDict("after=x&before=y&page=3&format=csv&q=防災"))

    assert QueryDict(option.href.removeprefix("?")).dict() == {"q": "防災", "field": "care"}


def test_what_leads_to_nothing_is_left_out_unless_it_was_asked_for() -> None:
    counts = {"field": {"green": 2}}

    assert [option.label for option in options(QueryDict(""), counts)] == ["グリーンICT"]
    assert [option.count for option in options(QueryDict("field=care"), counts)] == [0, 2]
    assert groups([FIELD], QueryDict(""), {}) == ()
