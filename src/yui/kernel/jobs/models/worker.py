"""The processes that run jobs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models

from yui.kernel.tenancy import Infrastructure

SEEN_WITHIN = timedelta(minutes=2)


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Questions about workers."""

    def alive(self, at: datetime) -> Self:
        """Those heard of lately."""
        return self.filter(seen_at__gt=at - SEEN_WITHIN)


class Worker(models.Model):
    """A process that runs jobs, seen alive at `seen_at`. `process` says which one it is on which machine."""

    visibility = Infrastructure("The processes of the installation; they belong to no organisation.")

    name = models.CharField(max_length=120, primary_key=True)
    process = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
