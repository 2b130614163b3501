"""A worker: takes due jobs one after the other until it is told to stop, and looks after what dead ones left."""

from __future__ import annotations

import os
import secrets
import socket
import threading
from datetime import datetime, timedelta
from logging import getLogger

from django.db import Error, connection
from django.utils import timezone

from yui.kernel.jobs import timetable
from yui.kernel.jobs.heartbeat import Heartbeat, Held
from yui.kernel.jobs.models import Job, Worker
from yui.kernel.jobs.processes import has_died, this_process
from yui.kernel.jobs.running import LEASE, run_job
from yui.kernel.jobs.tasks import TIMEOUT, UnknownTask, find_task

logger = getLogger(__name__)

SHORTEST_PAUSE, LONGEST_PAUSE = 0.02, 0.5
_FORGET_WORKERS_AFTER = timedelta(days=1)


class JobWorker:
    """One process, one job at a time. Many of them share a queue; `stop` lets the job at hand finish."""

    def __init__(self, *, lease: timedelta = LEASE) -> None:
        self.name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = lease
        self._stopping = threading.Event()
        self._idle = True
        self._heartbeat = Heartbeat(self.name, lease)
        self._upkeep_at = self._slot_at = datetime.min.replace(tzinfo=timezone.get_default_timezone())

    def stop(self) -> None:
        """Take no further job. Safe in a signal handler."""
        self._stopping.set()

    def run(self) -> int:
        """Work until told to stop; how many jobs were run."""
        count, pause = 0, SHORTEST_PAUSE
        self._begin()
        try:
            while not self._stopping.is_set():
                if self._try_step():
                    count, pause = count + 1, SHORTEST_PAUSE
                else:
                    self._stopping.wait(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            self._end()
        return count

    def run_due(self) -> int:
        """Run what is due now, and what that puts off, then stop; how many."""
        count = 0
        self._begin()
        try:
            while not self._stopping.is_set() and self._step():
                count += 1
        finally:
            self._end()
        return count

    def _begin(self) -> None:
        now = timezone.now()
        Worker.objects.create(name=self.name, process=this_process(), started_at=now, seen_at=now)
        timetable.prepare(at=now)
        if connection.settings_dict["NAME"] != ":memory:":
            self._heartbeat.start()

    def _end(self) -> None:
        if self._heartbeat.is_alive():
            self._heartbeat.stop()
        Worker.objects.filter(pk=self.name).delete()

    def _try_step(self) -> bool:
        try:
            return self._step()
        except Error:
            # The database restarts or moves: whatever was under way was rolled back, so go on when it is there again.
            logger.exception("worker %s lost the database and tries again", self.name)
            connection.close()
            self._stopping.wait(LONGEST_PAUSE * 4)
            return False

    def _step(self) -> bool:
        """Run one job, if one is due."""
        now = timezone.now()
        self._look_after(now)
        if self._idle and not Job.objects.due(now).exists():  # a read alone: idle workers never take the write lock
            return False
        job = Job.objects.all().claim(worker=self.name, at=now, lease=self.lease)
        self._idle = job is None
        if job is None:
            return False
        self._heartbeat.held = Held(job.pk, now + _time_allowed(job) + self.lease)
        try:
            run_job(job)
        finally:
            self._heartbeat.held = None
        return True

    def _look_after(self, now: datetime) -> None:
        if now >= self._upkeep_at:
            self._upkeep_at = now + self.lease / 4
            take_back_lost(at=now)
            self._slot_at = timetable.next_slot() or now + self.lease
        if now >= self._slot_at:
            timetable.enqueue_due(at=now)
            self._slot_at = timetable.next_slot() or now + self.lease


def take_back_lost(*, at: datetime) -> int:
    """Free the jobs of workers that died: at once on this machine, by their lease elsewhere; how many."""
    freed = Job.objects.all().take_back(at=at) if Job.objects.running().filter(lease_until__lt=at).exists() else 0
    for worker in Worker.objects.all():
        if has_died(worker.process):
            freed += Job.objects.all().take_back(at=at, of_worker=worker.name)
            # The database may not have noticed the death yet and still hold its last row: then we come again.
            if not Job.objects.running().filter(worker=worker.name).exists():
                worker.delete()
        elif worker.seen_at < at - _FORGET_WORKERS_AFTER:
            worker.delete()
    if freed:
        logger.warning("%s jobs of dead workers are taken up again", freed)
    return freed


def _time_allowed(job: Job) -> timedelta:
    try:
        return find_task(job.task).timeout
    except UnknownTask:
        return TIMEOUT
