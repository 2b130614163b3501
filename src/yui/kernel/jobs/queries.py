"""How the queue is doing, for /healthz and the operators' page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from yui.kernel.jobs.models import Job, JobState, Slot, Worker


@dataclass(frozen=True)
class JobHealth:
    """The queue in figures. `oldest_due` is how long the job that has been due longest has waited."""

    waiting: int
    due: int
    running: int
    failed: int
    oldest_due: timedelta
    workers: int

    @property
    def is_stuck(self) -> bool:
        """Work is due and nobody does it."""
        return self.due > 0 and (self.workers == 0 or self.oldest_due > timedelta(minutes=15))


@dataclass(frozen=True)
class DeadLetter:
    """A job that failed for good, as an operator sees it: no arguments, a masked error."""

    id: int
    task: str
    organisation_id: int | None
    attempts: int
    failed_at: datetime | None
    error_class: str
    error: str


@dataclass(frozen=True)
class Timetable:
    """A scheduled task with its last and next slot."""

    task: str
    last_at: datetime | None
    next_at: datetime


def job_health(*, at: datetime) -> JobHealth:
    """The figures of the whole queue."""
    due = Q(state=JobState.READY, run_after__lte=at)
    figures = Job.objects.exclude(state__in=[JobState.DONE, JobState.DISCARDED]).aggregate(
        waiting=Count("pk", filter=Q(state=JobState.READY)),
        due=Count("pk", filter=due),
        running=Count("pk", filter=Q(state=JobState.RUNNING)),
        failed=Count("pk", filter=Q(state=JobState.FAILED)),
        oldest=Min("run_after", filter=due),
    )
    oldest = figures.pop("oldest")
    return JobHealth(
        **figures, oldest_due=at - oldest if oldest else timedelta(0), workers=Worker.objects.alive(at).count()
    )


def dead_letters(*, limit: int = 100) -> list[DeadLetter]:
    """The jobs that failed for good, latest first."""
    jobs = Job.objects.failed().order_by("-finished_at")[:limit]
    return [
        DeadLetter(
            id=job.pk,
            task=job.task,
            organisation_id=job.organisation_id,
            attempts=job.attempts,
            failed_at=job.finished_at,
            error_class=job.error_class,
            error=job.last_error,
        )
        for job in jobs
    ]


def find_job(pk: int) -> Job | None:
    """The job of this number, to hand to an action; None where there is none."""
    return Job.objects.filter(pk=pk).first()


def waiting_for(organisation_id: int) -> int:
    """How many jobs of an organisation wait or run: all that it is ever told of the queue."""
    return Job.objects.filter(organisation_id=organisation_id, state__in=[JobState.READY, JobState.RUNNING]).count()


def timetable() -> list[Timetable]:
    """Every scheduled task, the next one first."""
    return [Timetable(slot.task, slot.last_at, slot.next_at) for slot in Slot.objects.order_by("next_at")]
