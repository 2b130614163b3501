from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kernel.jobs import tasks
from yui.kernel.jobs import run_pending
from yui.kernel.jobs.models import Job, Worker
from yui.kernel.jobs.queries import dead_letters, find_job, job_health, timetable, waiting_for
from yui.kernel.jobs.timetable import prepare
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db


def test_an_empty_queue_is_healthy():
    health = job_health(at=timezone.now())

    assert (health.waiting, health.due, health.running, health.failed, health.workers) == (0, 0, 0, 0, 0)
    assert health.oldest_due == timedelta(0)
    assert not health.is_stuck


def test_the_figures_count_what_waits_runs_and_failed(heard):
    now = timezone.now()
    tasks.fail_for_good.enqueue()
    with pytest.raises(tasks.Trouble):
        run_pending()
    tasks.note.enqueue_many([{"word": "x"}] * 3)
    tasks.note.using(run_after=now + timedelta(days=1)).enqueue(word="tomorrow")
    Job.objects.all().claim(worker="w", at=timezone.now(), lease=timedelta(minutes=1))
    Worker.objects.create(name="w", process="", started_at=now, seen_at=now)

    health = job_health(at=timezone.now() + timedelta(minutes=1))

    assert (health.waiting, health.due, health.running, health.failed, health.workers) == (3, 2, 1, 1, 1)
    assert health.oldest_due >= timedelta(minutes=1)
    assert not health.is_stuck


def test_work_that_nobody_does_is_seen(heard):
    tasks.note.enqueue(word="x")
    now = timezone.now()
    Worker.objects.create(name="w", process="", started_at=now, seen_at=now)

    assert not job_health(at=now + timedelta(seconds=30)).is_stuck
    assert job_health(at=now + timedelta(minutes=20)).is_stuck


def test_a_dead_letter_shows_no_arguments():
    tasks.fail_for_good.enqueue()
    with pytest.raises(tasks.Trouble):
        run_pending()

    (letter,) = dead_letters()

    assert letter.task == "tests.kernel.jobs.tasks.fail_for_good"
    assert letter.error_class.endswith("Trouble")
    assert not hasattr(letter, "args")


def test_a_job_is_found_by_its_number():
    tasks.note.enqueue(word="x")

    assert find_job(Job.objects.get().pk) == Job.objects.get()
    assert find_job(0) is None


def test_the_timetable_tells_when_each_task_comes():
    prepare(at=timezone.now())

    rows = timetable()

    assert "yui.kernel.jobs.jobs.sweep_finished_jobs" in [row.task for row in rows]
    assert rows == sorted(rows, key=lambda row: row.next_at)


def test_an_organisation_learns_how_many_of_its_own_jobs_wait():
    for organisation in (1, 1, 2):
        with acting_for(organisation):
            tasks.note.enqueue(word="x")

    assert (waiting_for(1), waiting_for(2), waiting_for(3)) == (2, 1, 0)
