"""The pulse of a worker: says that it lives, and renews the lease of the job it is running."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import getLogger

from django.db import Error, connection
from django.utils import timezone

from yui.kernel.jobs.models import Job, Worker

logger = getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """The job at hand and until when it may be renewed."""

    pk: int
    until: datetime


class Heartbeat(threading.Thread):
    """Beats three times a lease, on a connection of its own. A hanging job is not renewed beyond its time limit."""

    def __init__(self, worker: str, lease: timedelta) -> None:
        super().__init__(name=f"heartbeat {worker}", daemon=True)
        self.worker, self.lease = worker, lease
        self.held: Held | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(self.lease.total_seconds() / 3):
            try:
                self.beat(timezone.now())
            except Error as error:
                # On SQLite a long body holds the write lock: nobody can take its job meanwhile, so nothing is lost.
                logger.debug("no heartbeat of %s: %s", self.worker, error)
                connection.close()
        connection.close()

    def beat(self, at: datetime) -> None:
        """One beat."""
        Worker.objects.filter(pk=self.worker).update(seen_at=at)
        held = self.held
        if held is not None and at < held.until:
            Job.objects.all().prolong(pk=held.pk, worker=self.worker, until=min(at + self.lease, held.until))

    def stop(self) -> None:
        """Stop beating and wait for the last one."""
        self._stopped.set()
        self.join(timeout=self.lease.total_seconds())
