"""The database knows how its rows are spread, and plans no question twice."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from yui.kernel.tenancy.statistics import refresh_statistics

pytestmark = pytest.mark.django_db


def _tables() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts its tables by itself")
def test_tables_that_grew_are_counted_and_no_samples_are_kept() -> None:
    for number in range(3):
        make.town(f"第{number}村")
    refresh_statistics(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'identity_organisation'")
        assert {str(row[0]).split()[0] for row in cursor.fetchall()} >= {"3"}
    assert "sqlite_stat4" not in _tables()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="of PostgreSQL")
def test_postgresql_is_left_alone() -> None:
    with CaptureQueriesContext(connection) as asked:
        refresh_statistics(connection)
    assert len(asked) == 0
