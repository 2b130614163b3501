"""Our variant of the SQLite backend asks what Django's own would ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3 import base
from hypothesis import given
from hypothesis import strategies as st

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="left out: SQLite's own")

pieces = st.lists(st.sampled_from(["%s", "%%", "%%s", "'あ'", " ", "?", "x = "]), max_size=12).map("".join)


def cursors() -> tuple[Any, Any]:
    connection.ensure_connection()
    django = connection.connection.cursor(factory=base.SQLiteCursorWrapper)
    return connection.create_cursor(), django


@pytest.mark.django_db
@given(pieces)
def test_signs_for_values_are_rewritten_as_django_does_the_first_time_and_the_next(query: str) -> None:
    ours, django = cursors()

    assert ours.convert_query(query) == django.convert_query(query)
    assert ours.convert_query(query) == django.convert_query(query)


@pytest.mark.django_db
@pytest.mark.parametrize("letters", [0, 30_000])
def test_values_find_their_places_in_short_queries_and_in_long_ones(letters: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s || '%%' || %s -- {'a' * letters}", ["10", "0%s"])

        assert cursor.fetchone() == ("10%0%s",)


@pytest.mark.django_db
def test_values_may_be_told_by_name() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %(b)s - %(a)s", {"a": 1, "b": 3})

        assert cursor.fetchone() == (2,)
