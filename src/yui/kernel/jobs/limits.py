"""A limit on how long a job may run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType


class JobTimedOut(Exception):
    """The job ran longer than its task allows."""


@contextmanager
def time_limit(limit: timedelta) -> Iterator[None]:
    """Raise JobTimedOut in the body after `limit`.

    Needs the alarm signal and the main thread, which a worker has; elsewhere the body is left alone, and the lease,
    which is not renewed beyond the limit, still hands the job to another worker.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise JobTimedOut(f"stopped after {limit.total_seconds():g} s")

    earlier = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)
