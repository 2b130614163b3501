"""The job being run here and now, and how a long one finishes in one transaction with its writing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction


class LeaseLost(Exception):
    """Another worker has taken the job over; whatever this one wrote since is rolled back."""


@dataclass
class Run:
    """One run of a job. `settle` marks it done and raises LeaseLost if it is no longer ours."""

    settle: Callable[[], None]
    finished: bool = False

    def finish(self) -> None:
        """Mark the job done within the transaction at hand."""
        self.settle()
        self.finished = True


_run: ContextVar[Run | None] = ContextVar("yui_run", default=None)


@contextmanager
def as_current(run: Run) -> Iterator[None]:
    """Let `finishing()` find the run."""
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)


@contextmanager
def finishing() -> Iterator[None]:
    """The transaction in which a job with `atomic=False` writes its result and is marked done.

    Read and compute first, then write in here: the write lock is short, and the effect still happens exactly once.
    Called without a worker it is a plain transaction.
    """
    run = _run.get()
    if run is not None and run.finished:
        raise RuntimeError("this job has finished already")
    with transaction.atomic():
        yield
        if run is not None:
            run.settle()
    if run is not None:
        run.finished = True
