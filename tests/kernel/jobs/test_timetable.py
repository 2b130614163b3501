from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.kernel.jobs import tasks
from yui.kernel.jobs import job, scheduled, schedules, timetable
from yui.kernel.jobs.jobs import KEPT, sweep_finished_jobs
from yui.kernel.jobs.models import Job, JobState, Slot
from yui.kernel.jobs.rules import Every
from yui.kernel.jobs.schedules import Scheduled

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
START = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def one_schedule(monkeypatch):
    """A timetable with one hourly task, without those of the rooms."""
    hourly = Scheduled(tasks.fail_for_good, Every(HOUR))
    monkeypatch.setattr(schedules, "_schedules", {tasks.fail_for_good.path: hourly})
    timetable.prepare(at=START)


def test_a_new_schedule_begins_with_its_next_slot():
    assert timetable.next_slot() == START + HOUR / 2
    assert timetable.enqueue_due(at=START) == 0


def test_each_slot_is_taken_once():
    at = START + HOUR

    assert [timetable.enqueue_due(at=at), timetable.enqueue_due(at=at)] == [1, 0]
    assert Job.objects.get().task == tasks.fail_for_good.path
    assert Job.objects.get().scoped is False


def test_of_two_workers_that_see_the_same_slot_one_takes_it():
    seen_by_one, seen_by_two = Slot.objects.get(), Slot.objects.get()

    assert seen_by_one.take(Every(HOUR), at=START + HOUR)
    assert not seen_by_two.take(Every(HOUR), at=START + HOUR)


def test_slots_missed_are_made_up_for_once():
    after_a_week = START + timedelta(days=7)

    assert timetable.enqueue_due(at=after_a_week) == 1
    assert timetable.next_slot() == after_a_week + HOUR / 2
    assert Slot.objects.get().last_at == after_a_week


def test_preparing_again_changes_nothing():
    timetable.prepare(at=START + 10 * HOUR)

    assert timetable.next_slot() == START + HOUR / 2


def test_a_changed_rhythm_counts_from_now(monkeypatch):
    changed = Scheduled(tasks.fail_for_good, Every(timedelta(days=1)))
    monkeypatch.setattr(schedules, "_schedules", {tasks.fail_for_good.path: changed})

    timetable.prepare(at=START + 10 * HOUR)

    assert timetable.next_slot() > START + 10 * HOUR


def test_a_schedule_no_longer_declared_is_forgotten(monkeypatch):
    monkeypatch.setattr(schedules, "_schedules", {})

    timetable.prepare(at=START)

    assert not Slot.objects.exists()


def test_a_schedule_has_one_rhythm():
    with pytest.raises(ValueError, match="either"):
        scheduled()
    with pytest.raises(ValueError, match="either"):
        scheduled(every=HOUR, daily_at="03:00")


@scheduled(daily_at="03:00")
def declared_alone() -> None:
    """A task without @job of its own."""


@scheduled(every=HOUR)
@job(retries=1)
def declared_above_job() -> None:
    """A task with retries of its own."""


def test_a_schedule_stands_alone_or_above_job():
    assert declared_alone.retries == 5
    assert declared_above_job.retries == 1


def test_jobs_that_ended_two_weeks_ago_are_swept_and_dead_letters_stay():
    now = datetime.now(UTC)
    tasks.note.enqueue_many([{"word": "x"}] * 4)
    new, old, discarded, dead = Job.objects.all()
    for one, state, age in [
        (new, JobState.DONE, KEPT / 2),
        (old, JobState.DONE, KEPT * 2),
        (discarded, JobState.DISCARDED, KEPT * 2),
        (dead, JobState.FAILED, KEPT * 2),
    ]:
        Job.objects.filter(pk=one.pk).update(state=state, finished_at=now - age)

    sweep_finished_jobs()

    assert set(Job.objects.values_list("pk", flat=True)) == {new.pk, dead.pk}
