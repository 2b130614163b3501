from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from tests.kernel.jobs import tasks
from yui.kernel.jobs import schedules
from yui.kernel.jobs.heartbeat import Heartbeat, Held
from yui.kernel.jobs.models import Job, JobState, Worker
from yui.kernel.jobs.processes import has_died, this_process
from yui.kernel.jobs.running import LEASE
from yui.kernel.jobs.worker import JobWorker, take_back_lost

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pulse_and_no_timetable(monkeypatch):
    """Tests share one connection in one transaction: a second thread would not see it."""
    monkeypatch.setattr(Heartbeat, "start", lambda self: None)
    monkeypatch.setattr(schedules, "_schedules", {})


def dead_process() -> str:
    """A process that was, and is no more."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        name = this_process().split("/")
        name[-2] = str(process.pid)
        process.communicate(b"\n")
    return "/".join(name)


def worker_of(process: str, *, seen_ago: timedelta = timedelta(0)) -> Worker:
    seen_at = timezone.now() - seen_ago
    return Worker.objects.create(name="other", process=process, started_at=seen_at, seen_at=seen_at)


def test_a_worker_does_all_that_is_due_and_goes(heard):
    tasks.put_off_another.enqueue(word="done")

    assert JobWorker().run_due() == 2
    assert heard == ["done"]
    assert not Worker.objects.exists()


def test_a_failing_job_does_not_stop_the_worker(heard):
    tasks.fail_for_good.enqueue()
    tasks.note.enqueue(word="next")

    JobWorker().run_due()

    assert heard == ["next"]
    assert Job.objects.failed().count() == 1


def test_a_worker_told_to_stop_takes_no_further_job(heard):
    tasks.note.enqueue_many([{"word": "1"}, {"word": "2"}])
    worker = JobWorker()
    worker.stop()

    assert worker.run() == 0
    assert Job.objects.waiting().count() == 2


@pytest.mark.parametrize("error", [OperationalError("the server is shutting down"), InterfaceError("closed")])
def test_a_worker_outlives_a_restart_of_its_database(heard, monkeypatch, error):
    tasks.note.enqueue(word="after the restart")
    worker = JobWorker()
    whole_step = worker._step

    def step() -> bool:
        monkeypatch.setattr(worker, "_step", whole_step)
        raise error

    monkeypatch.setattr(worker, "_step", step)
    monkeypatch.setattr(connection, "close", worker.stop)  # the test's own connection must stay open

    worker.run()
    assert heard == []
    worker._step()

    assert heard == ["after the restart"]


def test_an_idle_worker_only_reads(django_assert_num_queries):
    worker = JobWorker()
    worker._begin()
    worker._step()

    with django_assert_num_queries(1) as asked:
        assert not worker._step()

    assert asked.captured_queries[0]["sql"].startswith("SELECT 1")


def test_jobs_of_a_worker_that_died_on_this_machine_are_taken_up_at_once():
    tasks.note.enqueue(word="x")
    dead = worker_of(dead_process())
    Job.objects.all().claim(worker=dead.name, at=timezone.now(), lease=LEASE)

    assert take_back_lost(at=timezone.now()) == 1
    assert Job.objects.get().state == JobState.READY
    assert not Worker.objects.exists()


@pytest.mark.parametrize("process", ["another-machine/boot/pid:[1]/12/345", "", "x", "a/b"])
def test_jobs_of_a_worker_elsewhere_are_left_until_the_lease_runs_out(process):
    tasks.note.enqueue(word="x")
    other = worker_of(process)
    Job.objects.all().claim(worker=other.name, at=timezone.now(), lease=LEASE)

    assert take_back_lost(at=timezone.now()) == 0
    assert take_back_lost(at=timezone.now() + LEASE * 2) == 1


def test_a_living_process_is_not_taken_for_dead():
    assert not has_died(this_process())


def test_a_number_given_to_another_process_does_not_make_the_dead_alive():
    earlier_holder = this_process().rpartition("/")[0] + "/1"

    assert has_died(earlier_holder)


def test_a_worker_not_heard_of_for_long_is_forgotten():
    worker_of("another-machine/boot/pid:[1]/12/345", seen_ago=timedelta(days=2))

    take_back_lost(at=timezone.now())

    assert not Worker.objects.exists()


def test_a_heartbeat_renews_the_lease_and_says_that_the_worker_lives():
    other = worker_of("x", seen_ago=timedelta(hours=1))
    tasks.note.enqueue(word="x")
    job = Job.objects.all().claim(worker=other.name, at=timezone.now(), lease=LEASE)
    at = timezone.now() + LEASE / 2
    heartbeat = Heartbeat(other.name, LEASE)
    heartbeat.held = Held(job.pk, at + timedelta(hours=1))

    heartbeat.beat(at)

    job.refresh_from_db()
    other.refresh_from_db()
    assert job.lease_until == at + LEASE
    assert other.seen_at == at


def test_a_hanging_job_is_not_renewed_beyond_its_limit():
    tasks.note.enqueue(word="x")
    job = Job.objects.all().claim(worker="other", at=timezone.now(), lease=LEASE)
    lease_until, heartbeat = job.lease_until, Heartbeat("other", LEASE)
    heartbeat.held = Held(job.pk, timezone.now())

    heartbeat.beat(timezone.now() + LEASE / 2)

    job.refresh_from_db()
    assert job.lease_until == lease_until


def test_work_due_by_the_timetable_is_done(heard, monkeypatch):
    from yui.kernel.jobs.rules import Every
    from yui.kernel.jobs.schedules import Scheduled

    each_second = Scheduled(tasks.tell_surroundings, Every(timedelta(seconds=1)))
    monkeypatch.setattr(schedules, "_schedules", {tasks.tell_surroundings.path: each_second})
    worker = JobWorker(lease=timedelta(0))
    worker._begin()
    later = timezone.now() + timedelta(seconds=2)
    monkeypatch.setattr(timezone, "now", lambda: later)

    worker._step()

    assert heard[0][0] is None
