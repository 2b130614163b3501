"""The queue behind django_tasks' interface: a table of the database that the work itself is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued

from yui.kernel.jobs.arguments import pack
from yui.kernel.jobs.models import Job, JobState
from yui.kernel.jobs.running import run_next
from yui.kernel.jobs.tasks import JobTask, find_task
from yui.kernel.tenancy import current_scope

T = TypeVar("T")

_STATUS = {
    JobState.READY: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
    JobState.DISCARDED: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Jobs in the table `jobs_job`. What is enqueued in a transaction exists if and only if the transaction does."""

    task_class = JobTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Put one call off, for the organisation and person acting now."""
        self.validate_task(task)
        if args:
            raise TypeError(f"{task.name} takes keywords only")
        job = self._new_job(cast("JobTask[Any, T]", task), kwargs)
        if job.key:
            job = _insert_once(job)
        else:
            job.save(force_insert=True)
        result = result_of(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def enqueue_many(self, task: JobTask[Any, Any], calls: Sequence[Mapping[str, Any]]) -> int:
        """Put many calls off at once; how many."""
        self.validate_task(task)
        jobs = [self._new_job(task, kwargs) for kwargs in calls]
        if task.key:
            raise ValueError("a task with a key is enqueued one by one")
        return len(Job.objects.bulk_create(jobs, batch_size=500))

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """How far a job has come."""
        job = Job.objects.filter(pk=result_id).first() if result_id.isdecimal() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(job, find_task(job.task))

    def run_pending(self, *, at: datetime | None = None) -> int:
        """See `yui.kernel.jobs.run_pending`."""
        count = 0
        while ran := run_next(worker="here", at=at or timezone.now()):
            if ran[1] is not None:
                raise ran[1]
            count += 1
        return count

    def _new_job(self, task: JobTask[Any, Any], kwargs: Mapping[str, Any]) -> Job:
        scope, now = current_scope(), timezone.now()
        return Job(
            task=task.path,
            args=pack(kwargs),
            organisation_id=scope.organisation_id if scope else None,
            person_id=scope.person_id if scope else None,
            operator=bool(scope and scope.operator),
            scoped=scope is not None,
            priority=task.priority,
            key=task.key,
            run_after=task.run_after or now,
            attempts_allowed=task.retries + 1,
            enqueued_at=now,
        )


def _insert_once(job: Job) -> Job:
    """The job of this key that waits already, locked so that it starts after our commit; else the new one."""
    with transaction.atomic():
        while True:
            waiting = Job.objects.waiting().select_for_update().filter(key=job.key).first()
            if waiting is not None:
                return waiting
            # A row of the same key may be inserted between the two lines: then nothing happens and we look again.
            Job.objects.bulk_create([job], ignore_conflicts=True)


def result_of(job: Job, task: Task[Any, T]) -> TaskResult[T]:
    """A job as django_tasks tells it."""
    errors = [TaskError(exception_class_path=job.error_class, traceback=job.last_error)] if job.error_class else []
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=_STATUS[JobState(job.state)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=[],
        kwargs=job.args,
        backend="default",
        errors=errors,
        worker_ids=[job.worker or "-"] * job.attempts,
    )
