"""Turning schedules into jobs: exactly one job a slot, however many workers look at the clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yui.kernel.jobs.models import Slot
from yui.kernel.jobs.schedules import Scheduled, all_schedules


def prepare(*, at: datetime) -> None:
    """Write new and changed schedules into the table. A new one starts with its next slot."""
    kept = {slot.task: slot for slot in Slot.objects.all()}
    for path, schedule in all_schedules().items():
        rhythm, next_at = repr(schedule.rhythm), schedule.rhythm.slot_after(at)
        if path not in kept:
            Slot.objects.bulk_create([Slot(task=path, rhythm=rhythm, next_at=next_at)], ignore_conflicts=True)
        elif kept[path].rhythm != rhythm:
            Slot.objects.filter(pk=path).exclude(rhythm=rhythm).update(rhythm=rhythm, next_at=next_at)
    Slot.objects.exclude(pk__in=all_schedules()).delete()


def enqueue_due(*, at: datetime) -> int:
    """Put in a job for each schedule whose slot has come; how many."""
    schedules = all_schedules()
    due = [slot for slot in Slot.objects.due(at) if slot.task in schedules]
    return sum(_enqueue(slot, schedules[slot.task], at) for slot in due)


def _enqueue(slot: Slot, schedule: Scheduled, at: datetime) -> bool:
    with transaction.atomic():
        if not slot.take(schedule.rhythm, at=at):
            return False
        schedule.task.enqueue()
        return True


def next_slot() -> datetime | None:
    """When the next schedule is due."""
    return Slot.objects.order_by("next_at").values_list("next_at", flat=True).first()
