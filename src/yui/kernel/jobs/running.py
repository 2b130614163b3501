"""Running one job: as whom it was put off, in one transaction with its end."""

from __future__ import annotations

import traceback
from contextvars import Context
from datetime import datetime, timedelta
from logging import getLogger
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from yui.kernel.jobs.arguments import unpack
from yui.kernel.jobs.current import LeaseLost, Run, as_current
from yui.kernel.jobs.limits import time_limit
from yui.kernel.jobs.models import Job
from yui.kernel.jobs.rules import masked
from yui.kernel.jobs.tasks import JobTask, UnknownTask, find_task
from yui.kernel.tenancy import acting_for

logger = getLogger(__name__)

LEASE = timedelta(seconds=60)


def run_next(*, worker: str, at: datetime, lease: timedelta = LEASE) -> tuple[Job, Exception | None] | None:
    """Take the next due job and run it: the job and its error if it had one; None when nothing is due."""
    job = Job.objects.claim(worker=worker, at=at, lease=lease)
    return None if job is None else (job, run_job(job))


def run_job(job: Job) -> Exception | None:
    """Run a job that was claimed, and settle it. The error, already recorded, if it had one."""
    try:
        # A context of its own: neither scope nor language nor a recording of the caller leaks into the job.
        Context().run(_carry_out, job)
    except LeaseLost as error:
        logger.warning("%s was taken over by another worker; its work was rolled back", job)
        return error
    except Exception as error:
        _record_failure(job, error)
        return error
    return None


def _carry_out(job: Job) -> None:
    task = find_task(job.task)
    if not job.scoped:
        return _run_task(task, job)
    with acting_for(job.organisation_id, person=job.person_id, operator=job.operator):
        return _run_task(task, job)


def _run_task(task: JobTask[..., object], job: Job) -> None:
    run = Run(lambda: job.finish(at=timezone.now()))
    with as_current(run), time_limit(task.timeout):
        if not task.atomic:
            task.func(**unpack(job.args))
            if not run.finished:
                run.finish()
            return
        with transaction.atomic(durable=True):
            task.func(**unpack(job.args))
            run.finish()


def _record_failure(job: Job, error: Exception) -> None:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    told = f"{masked(str(error))}\n{place_of(error)}".strip()
    try:
        job.fail(at=timezone.now(), error_class=kind, error=told, for_good=isinstance(error, UnknownTask))
    except LeaseLost:
        logger.warning("%s failed after another worker took it over", job)
    else:
        logger.error("job %s #%s attempt %s: %s %s", job.task, job.pk, job.attempts, kind, told)


def place_of(error: BaseException) -> str:
    """Where in our own code it happened, without any values: the innermost five lines."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    return "\n".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in ours[-5:])


def _short(filename: str) -> str:
    """The last parts of a path: enough to find the file, nothing about the machine."""
    return "/".join(Path(filename).parts[-4:])
