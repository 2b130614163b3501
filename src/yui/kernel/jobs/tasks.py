"""`@job`: a function whose calls can be put off. The interface is django_tasks' own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Generic, ParamSpec, Protocol, Self, TypeVar, cast, overload

from django_tasks import task_backends
from django_tasks.base import DEFAULT_TASK_PRIORITY, TASK_MAX_PRIORITY, TASK_MIN_PRIORITY, Task
from django_tasks.exceptions import InvalidTaskError
from django_tasks.utils import is_module_level_function

P = ParamSpec("P")
T = TypeVar("T")

TIMEOUT = timedelta(minutes=5)


class _Queue(Protocol):
    """What the backend offers beyond django_tasks. It is not imported: tasks are declared before models are loaded."""

    def enqueue_many(self, task: JobTask[Any, Any], calls: Sequence[Mapping[str, Any]]) -> int: ...

    def run_pending(self, *, at: datetime | None = None) -> int: ...


class UnknownTask(LookupError):
    """A job names a task that this version of Yui does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T], Generic[P, T]):
    """A function of a room's jobs.py, with how it is run. Call it to run it here, `enqueue` it to run it later."""

    retries: int = 5
    """How often to try again after an error before the job becomes a dead letter."""

    timeout: timedelta = TIMEOUT
    """A run is stopped after this long, and counts as an error."""

    atomic: bool = True
    """The whole body is one transaction with the mark "done". False for long ones: see `finishing`."""

    key: str = ""
    """At most one job of a key waits at a time: see `using`."""

    def __post_init__(self) -> None:
        # Tasks are declared while apps load, too early for the backend and its models; it checks again on enqueue.
        if not is_module_level_function(self.func):
            raise InvalidTaskError(f"{self.func!r} must be a function at the top of its module")
        parameters = inspect.signature(self.func).parameters.values()
        if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters):
            raise InvalidTaskError(f"{self.func.__qualname__} must take keywords only")
        if not TASK_MIN_PRIORITY <= self.priority <= TASK_MAX_PRIORITY:
            raise InvalidTaskError(f"priority lies between {TASK_MIN_PRIORITY} and {TASK_MAX_PRIORITY}")

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run it here and now, as the function it is."""
        return self.func(*args, **kwargs)

    def using(
        self,
        *,
        priority: int | None = None,
        queue_name: str | None = None,
        run_after: datetime | None = None,
        backend: str | None = None,
        key: str | None = None,
    ) -> Self:
        """The same task run otherwise.

        With a `key`, enqueueing while a job of that key still waits gives that job instead of a second one. The waiting
        job is held back until the transaction at hand commits, so that it sees what was written there.
        """
        given = {"priority": priority, "queue_name": queue_name, "run_after": run_after, "backend": backend, "key": key}
        return replace(self, **cast(Any, {name: value for name, value in given.items() if value is not None}))

    def enqueue_many(self, calls: Sequence[Mapping[str, Any]]) -> int:
        """Put off one call for each set of keywords, in one statement; how many."""
        return _backend(self.backend).enqueue_many(self, calls)

    @property
    def path(self) -> str:
        """The name under which jobs remember this task."""
        return self.module_path


_known: dict[str, JobTask[Any, Any]] = {}


@overload
def job(function: Callable[P, T], /) -> JobTask[P, T]: ...
@overload
def job(
    *, retries: int = 5, timeout: timedelta = TIMEOUT, atomic: bool = True, priority: int = DEFAULT_TASK_PRIORITY
) -> Callable[[Callable[P, T]], JobTask[P, T]]: ...


def job(
    function: Callable[P, T] | None = None,
    /,
    *,
    retries: int = 5,
    timeout: timedelta = TIMEOUT,
    atomic: bool = True,
    priority: int = DEFAULT_TASK_PRIORITY,
) -> JobTask[P, T] | Callable[[Callable[P, T]], JobTask[P, T]]:
    """Make a keyword-only function a task. Its arguments are ids and plain values; it loads by id and calls once."""

    def declare(func: Callable[P, T]) -> JobTask[P, T]:
        task = JobTask(func=func, retries=retries, timeout=timeout, atomic=atomic, priority=priority)
        _known[task.path] = task
        return task

    return declare(function) if function else declare


def find_task(path: str) -> JobTask[Any, Any]:
    """The task that a job remembers as `path`. Only declared tasks are ever run, whatever stands in the table."""
    if path not in _known:
        try:
            import_module(path.rpartition(".")[0])
        except (ImportError, ValueError) as error:
            raise UnknownTask(path) from error
    if path not in _known:
        raise UnknownTask(path)
    return _known[path]


def run_pending(*, at: datetime | None = None) -> int:
    """Run here every job that is due `at` (default: now), and what these put off; how many.

    For tests: an error of a job is recorded as a worker would, then raised.
    """
    return _backend("default").run_pending(at=at)


def _backend(alias: str) -> _Queue:
    return cast(_Queue, task_backends[alias])
