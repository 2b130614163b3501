from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yui.kernel.jobs.arguments import pack, unpack

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
names = texts.filter(lambda name: not name.startswith("$"))
plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
    | st.datetimes(timezones=st.just(UTC)) | st.dates()
)  # fmt: skip
arguments = st.recursive(
    plain,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(names, inner),
    max_leaves=12,
)


@given(arguments)
def test_a_job_gets_what_it_was_given(value):
    assert unpack(json.loads(json.dumps(pack(value)))) == value


def test_times_and_dates_come_out_as_such():
    given_values = {"at": datetime(2026, 4, 1, 9, tzinfo=UTC), "on": date(2026, 4, 1), "ids": (1, 2)}

    assert unpack(pack(given_values)) == given_values


@pytest.mark.parametrize(
    "value", [object(), Decimal(1), b"bytes", {1, 2}, {1: "number as name"}, {"$at": "x"}, "\0", "\ud800", ["\udfff"]]
)
def test_what_would_not_come_out_the_same_is_refused_at_once(value):
    with pytest.raises(TypeError, match="a job"):
        pack(value)
