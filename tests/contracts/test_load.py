"""The real server under sixteen clients (docs/decisions/0006): no error, and no write lost or made twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from benchmarks.load import Outcome, filled_home, put_under_load

pytestmark = pytest.mark.slow

SECONDS = 10


@pytest.fixture(scope="module")
def outcome() -> Iterator[Outcome]:
    """What ten seconds of reading and writing did on a database like the one this suite runs on."""
    with filled_home(postgresql=connection.vendor == "postgresql", count=300) as environment:
        yield put_under_load(environment, seconds=SECONDS)


def test_every_reader_and_writer_gets_an_answer(outcome: Outcome) -> None:
    assert outcome.seen.errors == []
    assert outcome.seen.reads > sum(outcome.seen.kept.values()) > 0


def test_what_was_answered_as_kept_stands_in_the_database_once(outcome: Outcome) -> None:
    assert outcome.rows == dict(outcome.seen.kept)


def test_the_server_had_nothing_to_complain_of(outcome: Outcome) -> None:
    assert "Traceback" not in outcome.log
    assert "database is locked" not in outcome.log
