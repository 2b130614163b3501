"""`@scheduled`: tasks that put themselves into the queue, once a slot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from yui.kernel.jobs.rules import DailyAt, Every, Rhythm
from yui.kernel.jobs.tasks import JobTask, job


@dataclass(frozen=True)
class Scheduled:
    """A task and its rhythm."""

    task: JobTask[[], Any]
    rhythm: Rhythm


_schedules: dict[str, Scheduled] = {}


def scheduled(
    *, every: timedelta | None = None, daily_at: str | None = None
) -> Callable[[JobTask[[], Any] | Callable[[], Any]], JobTask[[], Any]]:
    """Run a task without arguments `every` so often, or `daily_at` a time in Japan ("03:00").

    Slots missed while no worker ran are made up for once. The job acts for nobody: it opens the scopes it needs.
    Stands above `@job(...)`, or alone for a task with the usual retries.
    """
    if (every is None) == (daily_at is None):
        raise ValueError("a schedule has either `every` or `daily_at`")
    rhythm: Rhythm = Every(every) if every is not None else DailyAt.parse(daily_at or "")

    def declare(function: JobTask[[], Any] | Callable[[], Any]) -> JobTask[[], Any]:
        task = function if isinstance(function, JobTask) else job(function)
        _schedules[task.path] = Scheduled(task, rhythm)
        return task

    return declare


def all_schedules() -> dict[str, Scheduled]:
    """Every schedule declared by the apps that are loaded, by the path of its task."""
    return dict(_schedules)
