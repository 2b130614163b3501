"""The worker as a process: how it ends, what it costs while it waits."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kernel.jobs.killing.town import Town, post_all, sqlite_town, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("town")
    with sqlite_town(folder) as opened:
        yield opened


def test_a_worker_told_to_stop_finishes_the_job_at_hand_and_leaves_the_rest(town: Town) -> None:
    town.start_server()
    post_all(town, range(200))
    town.kill("server")
    town.start_worker()
    wait_until(lambda: town.count("killed_effects") > 0, town=town)

    assert town.stop("worker") == 0

    done, left = town.count("jobs_job", "state = 'done'"), town.count("jobs_job", "state = 'ready'")
    assert done == town.count("killed_effects") + town.count("killed_long_effects")
    assert done + left == 210
    assert town.count("jobs_job", "state = 'running'") == 0
    assert town.count("jobs_worker") == 0


def test_work_once_does_what_is_due_and_ends(town: Town) -> None:
    town.start("worker", "django", "work", "--once")

    assert town.running.pop("worker").wait(timeout=60) == 0
    assert town.count("jobs_job", "state = 'ready'") == 0


def test_an_idle_worker_costs_next_to_nothing(town: Town) -> None:
    town.start_worker()
    wait_until(lambda: town.count("jobs_worker") == 1, town=town)
    process = Path(f"/proc/{town.running['worker'].pid}/stat")
    if not process.exists():
        pytest.skip("no /proc on this system to read the CPU time from")
    time.sleep(2)

    before = _cpu_seconds(process)
    time.sleep(5)

    assert _cpu_seconds(process) - before <= 0.1  # 2 % of one core at most
    assert town.stop("worker") == 0


def _cpu_seconds(stat: Path) -> float:
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
