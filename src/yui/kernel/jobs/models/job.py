"""The queue itself: what a job is, and every change of its state."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import connection, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yui.kernel.jobs.current import LeaseLost
from yui.kernel.jobs.rules import is_out_of_attempts, wait_before_retry
from yui.kernel.tenancy import Infrastructure

# The two statements of every job are written out: built by the ORM they cost more time than all the rest of the queue.
# SQLite knows no row locks and needs none, it has one writer at a time. The key is dropped with the claim: a job that
# has started no longer stands for what changes from now on.
_TAKE_NEXT = """
    UPDATE jobs_job SET state = 'running', worker = %(worker)s, lease_until = %(until)s, started_at = %(at)s,
        attempts = attempts + 1, key = ''
    WHERE id = (SELECT id FROM jobs_job WHERE state = 'ready' AND run_after <= %(at)s
                ORDER BY priority DESC, run_after, id LIMIT 1 {lock}) RETURNING *
"""
_CLAIM = {
    "postgresql": _TAKE_NEXT.format(lock="FOR UPDATE SKIP LOCKED"),
    "sqlite": _TAKE_NEXT.format(lock=""),
}
_FINISH = """
    UPDATE jobs_job SET state = 'done', finished_at = %s, worker = '', lease_until = NULL, error_class = '',
        last_error = '' WHERE id = %s AND state = 'running' AND worker = %s AND attempts = %s
"""


class JobState(models.TextChoices):
    """How far a job has come. Failed ones are the dead letters."""

    READY = "ready", _("待機中")
    RUNNING = "running", _("実行中")
    DONE = "done", _("完了")
    FAILED = "failed", _("失敗")
    DISCARDED = "discarded", _("取りやめ")


class JobQuerySet(models.QuerySet["Job"]):
    """Questions about jobs, and the ways in which a worker takes and frees them."""

    def due(self, at: datetime) -> Self:
        """Jobs that may be taken now, in the order in which they are taken."""
        return self.filter(state=JobState.READY, run_after__lte=at).order_by("-priority", "run_after", "pk")

    def waiting(self) -> Self:
        return self.filter(state=JobState.READY)

    def running(self) -> Self:
        return self.filter(state=JobState.RUNNING)

    def failed(self) -> Self:
        """The dead letters."""
        return self.filter(state=JobState.FAILED)

    def over(self) -> Self:
        """Done or given up."""
        return self.filter(state__in=[JobState.DONE, JobState.DISCARDED])

    def claim(self, *, worker: str, at: datetime, lease: timedelta) -> Job | None:
        """Take the next due job for `worker`, or None. Two workers never take the same one."""
        stored = connection.ops.adapt_datetimefield_value
        given = {"worker": worker, "at": stored(at), "until": stored(at + lease)}
        return next(iter(self.raw(_CLAIM[connection.vendor], given)), None)

    def prolong(self, *, pk: int, worker: str, until: datetime) -> bool:
        """Renew the lease of a running job; False when it is no longer this worker's."""
        return bool(self.running().filter(pk=pk, worker=worker).update(lease_until=until))

    def take_back(self, *, at: datetime, of_worker: str | None = None) -> int:
        """Free the jobs whose lease ran out, or all that a dead worker held; how many."""
        lost = self.running().filter(worker=of_worker) if of_worker else self.running().filter(lease_until__lt=at)
        with transaction.atomic():
            jobs = list(lost.select_for_update(skip_locked=True)[:1000])
            for job in jobs:
                job._crashed(at)
        return len(jobs)


class Job(models.Model):
    """One call put off: which task, with which arguments, for whom, and how far it has come."""

    visibility = Infrastructure("A worker takes the jobs of every organisation; they are shown to operators only.")

    task = models.CharField(max_length=200)
    args = models.JSONField(default=dict)
    # Plain ids: a foreign key would lock the organisation's row at every enqueue, and the queue outlives nobody.
    organisation_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    operator = models.BooleanField(default=False)
    scoped = models.BooleanField(default=False)
    priority = models.SmallIntegerField(default=0)
    key = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.READY)
    run_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    attempts_allowed = models.PositiveSmallIntegerField(default=1)
    worker = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    error_class = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(blank=True)
    enqueued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state="ready") & ~Q(key=""), name="jobs_job_one_waiting_per_key"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | (Q(lease_until__isnull=False) & ~Q(worker="")),
                name="jobs_job_running_has_lease",
            ),
        ]
        indexes = [
            models.Index(F("priority").desc(), "run_after", "id", condition=Q(state="ready"), name="jobs_job_due"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="jobs_job_leased"),
            models.Index(fields=["finished_at"], condition=Q(state__in=["done", "discarded"]), name="jobs_job_over"),
            models.Index(fields=["-finished_at"], condition=Q(state="failed"), name="jobs_job_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.pk} {self.state}"

    def finish(self, *, at: datetime) -> None:
        """Mark it done. Raises LeaseLost if another worker has it by now, so that this one's work is rolled back."""
        with connection.cursor() as cursor:
            finished_at = connection.ops.adapt_datetimefield_value(at)
            cursor.execute(_FINISH, [finished_at, self.pk, self.worker, self.attempts])
            if cursor.rowcount != 1:
                raise LeaseLost(str(self))
        self.state, self.finished_at = JobState.DONE, at

    def fail(self, *, at: datetime, error_class: str, error: str, for_good: bool = False) -> None:
        """Put it back for another attempt after a wait, or make it a dead letter."""
        over = for_good or is_out_of_attempts(
            attempts=self.attempts, attempts_allowed=self.attempts_allowed, crashed=False
        )
        told: dict[str, Any] = {"error_class": error_class[:200], "last_error": error}
        if over:
            self._settle(state=JobState.FAILED, finished_at=at, **told)
        else:
            wait = wait_before_retry(attempts=self.attempts, chance=random.random())  # noqa: S311  spreads load only
            self._settle(state=JobState.READY, run_after=at + wait, **told)

    def _crashed(self, at: datetime) -> None:
        told: dict[str, Any] = {"error_class": "WorkerDied", "last_error": "the worker died or hung"}
        if is_out_of_attempts(attempts=self.attempts, attempts_allowed=self.attempts_allowed, crashed=True):
            self._settle(state=JobState.FAILED, finished_at=at, **told)
        else:
            self._settle(state=JobState.READY, run_after=at, **told)

    def _settle(self, **values: Any) -> None:
        """End this run, and this run alone: the worker and the number of the attempt fence off a later one."""
        ours = Job.objects.running().filter(pk=self.pk, worker=self.worker, attempts=self.attempts)
        if not ours.update(worker="", lease_until=None, **values):
            raise LeaseLost(str(self))
        for name, value in values.items():
            setattr(self, name, value)

    def retry(self, *, at: datetime) -> bool:
        """Let a dead letter wait for a worker again, with all its attempts; False if it is none."""
        return self._leave_failed(state=JobState.READY, run_after=at, attempts=0, finished_at=None)

    def discard(self, *, at: datetime) -> bool:
        """Give a dead letter up; False if it is none."""
        return self._leave_failed(state=JobState.DISCARDED, finished_at=at)

    def _leave_failed(self, **values: Any) -> bool:
        changed = Job.objects.failed().filter(pk=self.pk).update(**values)
        if changed:
            self.refresh_from_db()
        return bool(changed)
