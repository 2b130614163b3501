"""The queue keeps itself small, and the database keeps its statistics fresh."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from yui.kernel.jobs.models import Job
from yui.kernel.jobs.schedules import scheduled
from yui.kernel.jobs.tasks import job
from yui.kernel.tenancy.statistics import refresh_statistics

KEPT = timedelta(days=14)
_AT_ONCE = 2000


@scheduled(daily_at="03:30")
@job(retries=2)
def sweep_finished_jobs() -> None:
    """Delete jobs that ended two weeks ago, a portion in each transaction. Dead letters stay until dealt with."""
    old = Job.objects.over().filter(finished_at__lt=timezone.now() - KEPT).order_by("finished_at")
    portion = list(old.values_list("pk", flat=True)[:_AT_ONCE])
    Job.objects.filter(pk__in=portion).delete()
    if len(portion) == _AT_ONCE:
        sweep_finished_jobs.enqueue()


@scheduled(daily_at="03:40")
@job(retries=0)
def refresh_database_statistics() -> None:
    """Count tables that grew or shrank much."""
    refresh_statistics(connection)
