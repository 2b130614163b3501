"""Counts beside a list: made once while the list stays as it is, and never those of another list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.solving.solutions.making import drafted, published
from yui.kernel.tenancy import acting_for
from yui.solving.counted import KEPT_SECONDS, counted, stamp
from yui.solving.solutions.models import Service, ServiceState

pytestmark = pytest.mark.django_db  # on PostgreSQL the cache is a table

BEGINNING = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    cache.clear()


class Counting:
    """Counts how often it counts."""

    times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_the_same_question_under_the_same_stamp_is_counted_once() -> None:
    count = Counting()

    answers = [counted("needs", [(BEGINNING, 2)], ("field", "care"), count) for _time in range(3)]

    assert answers == [1, 1, 1]


@pytest.mark.parametrize(
    ("of", "stamped", "asked"),
    [
        ("services", [(BEGINNING, 2)], ("field", "care")),
        ("needs", [(BEGINNING + timedelta(microseconds=1), 2)], ("field", "care")),
        ("needs", [(BEGINNING, 1)], ("field", "care")),
        ("needs", [(None, 0)], ("field", "care")),
        ("needs", [(BEGINNING, 2)], ("field", "care\udc80")),
    ],
    ids=["other records", "a later change", "one fewer", "none left", "another question"],
)
def test_anything_else_is_counted_anew(of: str, stamped: Any, asked: Any) -> None:
    count = Counting()
    counted("needs", [(BEGINNING, 2)], ("field", "care"), count)

    assert counted(of, stamped, asked, count) == 2


def test_that_there_is_nothing_to_count_is_kept_too() -> None:
    asked: list[str] = []
    count: Callable[[], None] = lambda: asked.append("counted")  # noqa: E731  the answer is None

    counted("needs", [(None, 0)], "all", count)
    counted("needs", [(None, 0)], "all", count)

    assert asked == ["counted"]


def test_counts_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(cache, "set", lambda key, value, seconds: kept.append(seconds))

    counted("needs", [(None, 0)], "all", Counting())

    assert kept == [KEPT_SECONDS]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["change", "leave"])), max_size=30))
def test_two_different_lists_never_have_the_same_stamp(steps: list[tuple[str, str]]) -> None:
    """What the module says of its key, played through: any records come, change and leave in any order."""
    moments: dict[str, int] = {}
    lists: dict[tuple[int | None, int], dict[str, int]] = {}
    for moment, (name, what) in enumerate(steps):
        if what == "change":
            moments[name] = moment
        else:
            moments.pop(name, None)
        stamped = (max(moments.values(), default=None), len(moments))

        assert lists.setdefault(stamped, dict(moments)) == moments


@pytest.mark.django_db
def test_a_stamp_follows_what_is_published_changed_and_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(BEGINNING + timedelta(minutes=number) for number in range(1000))
    monkeypatch.setattr(timezone, "now", lambda: next(moments))

    def now() -> Any:
        return list(stamp(Service.published.all()))

    seen = [now()]
    first, second = published(), published(name="電話の当番")
    seen.append(now())
    drafted(name="書きかけ")
    assert now() == seen[-1]
    with acting_for(first.owner_id):
        first.save()
    seen.append(now())
    with acting_for(second.owner_id):
        second.withdraw(at=BEGINNING)
        assert second.state == ServiceState.WITHDRAWN
    seen.append(now())

    assert [len(rows) for rows in seen] == [0, 1, 1, 1]
    assert [rows[0][1] for rows in seen[1:]] == [2, 2, 1]
    assert seen[1][0][0] < seen[2][0][0] == seen[3][0][0]
