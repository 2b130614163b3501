"""The timetable of scheduled tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from yui.kernel.jobs.rules import Rhythm
from yui.kernel.tenancy import Infrastructure


class SlotQuerySet(models.QuerySet["Slot"]):
    """Questions about slots."""

    def due(self, at: datetime) -> Self:
        """Slots that have come and have not been taken."""
        return self.filter(next_at__lte=at)


class Slot(models.Model):
    """When a scheduled task comes next. Whoever moves it to the slot after, and nobody else, puts the job in."""

    visibility = Infrastructure("The timetable of the installation; it belongs to no organisation.")

    task = models.CharField(max_length=200, primary_key=True)
    rhythm = models.CharField(max_length=100)
    next_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(null=True)

    objects = SlotQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.task} {self.next_at:%Y-%m-%d %H:%M}"

    def take(self, rhythm: Rhythm, *, at: datetime) -> bool:
        """Move on to the first slot after `at`; False when another worker was quicker. Missed slots count as one."""
        mine = Slot.objects.filter(pk=self.pk, next_at=self.next_at)
        return bool(mine.update(next_at=rhythm.slot_after(at), last_at=at))
