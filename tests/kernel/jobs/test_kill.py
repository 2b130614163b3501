"""kill -9 of the worker and of the web server in the middle of 1,000 jobs: none lost, no effect twice.

YUI_KILL_ROUNDS sets the rounds (default 2; CI runs 5, a release 20), YUI_KILL_SEED repeats a run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.kernel.jobs.killing.town import Town, in_background, post_all, postgresql_town, sqlite_town, wait_until

pytestmark = pytest.mark.slow

JOBS = 1000
WORKERS = ("worker one", "worker two")
ROUNDS = int(os.environ.get("YUI_KILL_ROUNDS", "2"))
SEED = int(os.environ.get("YUI_KILL_SEED", random.SystemRandom().randrange(10**6)))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The database under test, in a copy that real processes share."""
    folder: Path = tmp_path_factory.mktemp("town")
    open_town = sqlite_town if "sqlite" in settings.DATABASES["default"]["ENGINE"] else postgresql_town
    with open_town(folder) as opened:
        yield opened


@pytest.mark.parametrize("number", range(ROUNDS))
def test_none_lost_and_none_twice_when_worker_and_server_are_killed(town: Town, number: int) -> None:
    numbers, chance = range(number * JOBS, (number + 1) * JOBS), random.Random(SEED + number)
    town.start_server()
    for name in WORKERS:
        town.start_worker(name)
    clients = in_background(lambda: post_all(town, numbers))

    for victim, at in sorted(_kills(chance), key=lambda kill: kill[1]):
        table = "killed_requests" if victim == "server" else "killed_effects"
        wait_until(lambda table=table, at=at: town.count(table) >= numbers.start + at, town=town)
        town.kill(victim)
        town.start_server() if victim == "server" else town.start_worker(victim)
    clients.join()
    wait_until(lambda: town.count("jobs_job", "state IN ('ready', 'running')") == 0, town=town)

    for name in WORKERS:
        town.stop(name)
    town.kill("server")
    _check(town, numbers)


def _kills(chance: random.Random) -> list[tuple[str, int]]:
    """Each of them once, after so many requests or effects of this round."""
    return [(name, chance.randrange(1, JOBS)) for name in ("server", *WORKERS)]


def _check(town: Town, numbers: range) -> None:
    told = f"YUI_KILL_SEED={SEED}"
    assert _in(town, "killed_requests", numbers) == list(numbers), told
    assert _in(town, "killed_effects", numbers) == list(numbers), told
    pairs = range(numbers.start // 2, numbers.stop // 2)
    assert _in(town, "killed_ledger_effects", pairs) == list(pairs), told
    outside = list(numbers[::20])
    assert _in(town, "killed_long_effects", numbers) == outside, told
    letters = sorted(int(path.name.partition("-")[0]) for path in town.letter_box.iterdir())
    assert [letter for letter in letters if letter in numbers] == outside, told
    assert town.count("jobs_job", "state <> 'done'") == 0, told


def _in(town: Town, table: str, numbers: range) -> list[int]:
    found = town.ask(f"SELECT number FROM {table} WHERE number BETWEEN {numbers.start} AND {numbers.stop - 1}")
    return sorted(number for (number,) in found)
