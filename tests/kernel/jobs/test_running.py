from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.kernel.jobs import tasks
from yui.kernel.jobs import LeaseLost, finishing, run_pending
from yui.kernel.jobs.ledger import was_done
from yui.kernel.jobs.limits import JobTimedOut
from yui.kernel.jobs.models import Job, JobState
from yui.kernel.jobs.running import LEASE, run_job, run_next

pytestmark = pytest.mark.django_db


def claim(worker: str = "one", *, at=None, lease: timedelta = LEASE) -> Job | None:
    return Job.objects.all().claim(worker=worker, at=at or timezone.now(), lease=lease)


def test_a_claimed_job_is_running_on_a_lease():
    tasks.note.enqueue(word="one")
    at = timezone.now()

    job = claim(at=at)

    assert (job.state, job.worker, job.lease_until, job.attempts) == (JobState.RUNNING, "one", at + LEASE, 1)
    assert job.args == {"word": "one"}
    assert Job.objects.get().started_at == at
    assert claim("two") is None


def test_effect_and_end_of_a_job_are_one():
    tasks.effect.enqueue(key="effect")

    run_pending()

    job = Job.objects.get()
    assert was_done("effect")
    assert (job.state, job.worker, job.lease_until) == (JobState.DONE, "", None)
    assert job.finished_at is not None


def test_what_a_failed_job_wrote_is_taken_back_and_it_waits():
    tasks.fail.enqueue(word="x")
    at = timezone.now()

    with pytest.raises(tasks.Trouble):
        run_pending()

    job = Job.objects.get()
    assert not was_done("before the failure: x")
    assert (job.state, job.attempts) == (JobState.READY, 1)
    assert job.run_after > at + timedelta(seconds=2)
    assert claim() is None


def test_a_job_that_fails_for_good_becomes_a_dead_letter():
    tasks.fail.enqueue(word="x")

    for attempt in range(3):
        with pytest.raises(tasks.Trouble):
            run_pending(at=timezone.now() + timedelta(hours=attempt + 1))

    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert run_pending(at=timezone.now() + timedelta(days=1)) == 0


def test_what_is_kept_of_an_error_is_its_class_and_place_and_nothing_personal():
    tasks.fail.enqueue(word="secret")
    with pytest.raises(tasks.Trouble):
        run_pending()

    job = Job.objects.get()

    assert job.error_class == "tests.kernel.jobs.tasks.Trouble"
    assert "fail" in job.last_error.splitlines()[-1]
    for personal in ("田中", "tanaka", "1234", "secret"):
        assert personal not in job.last_error


def test_a_job_of_an_unknown_task_is_a_dead_letter_at_once():
    tasks.note.enqueue(word="x")
    Job.objects.update(task="yui.gone.jobs.removed_task")

    assert run_next(worker="one", at=timezone.now())[0].state == JobState.FAILED


@pytest.mark.parametrize("path", ["os.system", "subprocess.run", "shutil", ""])
def test_only_declared_tasks_are_ever_run(path):
    tasks.note.enqueue(word="x")
    Job.objects.update(task=path)

    run_next(worker="one", at=timezone.now())

    assert Job.objects.get().error_class.endswith("UnknownTask")


def test_jobs_put_off_by_a_job_are_run_too(heard):
    tasks.put_off_another.enqueue(word="chain")

    assert run_pending() == 2
    assert heard == ["chain"]


def test_jobs_put_off_by_a_failed_job_never_were(heard):
    tasks.put_off_another.enqueue(word="fail")

    with pytest.raises(tasks.Trouble):
        run_pending()

    assert Job.objects.count() == 1


def test_the_language_of_the_caller_does_not_leak_into_a_job(heard):
    tasks.tell_surroundings.enqueue()

    with translation.override("en"):
        run_pending()

    assert heard[0][1] == "ja"


def test_work_of_a_worker_that_lost_its_lease_is_rolled_back():
    tasks.effect.enqueue(key="slow")
    slow = claim("slow", lease=timedelta(0))
    Job.objects.all().take_back(at=timezone.now())
    quick = claim("quick")

    error = run_job(slow)

    assert isinstance(error, LeaseLost)
    assert not was_done("slow")
    assert run_job(quick) is None
    assert was_done("slow")


def test_a_worker_that_lost_its_lease_and_fails_does_not_disturb_the_new_one():
    tasks.fail_for_good.enqueue()
    slow = claim("slow", lease=timedelta(0))
    Job.objects.all().take_back(at=timezone.now())
    quick = claim("quick")

    run_job(slow)

    quick.refresh_from_db()
    assert (quick.state, quick.worker) == (JobState.RUNNING, "quick")


def test_a_lease_that_ran_out_frees_the_job_at_once():
    tasks.note.enqueue(word="x")
    at = timezone.now()
    claim(at=at, lease=timedelta(seconds=5))

    assert Job.objects.all().take_back(at=at + timedelta(seconds=4)) == 0
    assert Job.objects.all().take_back(at=at + timedelta(seconds=6)) == 1
    assert claim(at=at + timedelta(seconds=6)).attempts == 2


def test_a_job_that_kills_every_worker_becomes_a_dead_letter():
    tasks.fail_for_good.enqueue()
    at = timezone.now()

    starts = 0
    while claim(at=at, lease=timedelta(0)):
        starts += 1
        at += timedelta(seconds=1)
        Job.objects.all().take_back(at=at)

    assert starts == 4
    assert (Job.objects.get().state, Job.objects.get().error_class) == (JobState.FAILED, "WorkerDied")


def test_a_lease_can_be_prolonged_by_its_holder_alone():
    tasks.note.enqueue(word="x")
    job = claim()
    later = timezone.now() + timedelta(hours=1)

    assert not Job.objects.all().prolong(pk=job.pk, worker="two", until=later)
    assert Job.objects.all().prolong(pk=job.pk, worker="one", until=later)
    assert Job.objects.all().take_back(at=later - timedelta(seconds=1)) == 0


def test_long_work_is_done_outside_and_finished_inside_a_transaction(django_db_blocker):
    tasks.long_work.enqueue(key="long")

    run_pending()

    assert was_done("long")
    assert Job.objects.get().state == JobState.DONE


def test_long_work_that_fails_while_finishing_is_neither_done_nor_half_done():
    tasks.long_work_that_fails_while_finishing.enqueue(key="long")

    with pytest.raises(tasks.Trouble):
        run_pending()

    assert not was_done("long")
    assert Job.objects.get().state == JobState.READY


def test_long_work_that_lost_its_lease_writes_nothing():
    tasks.long_work.enqueue(key="long")
    slow = claim("slow", lease=timedelta(0))
    Job.objects.all().take_back(at=timezone.now())

    run_job(slow)

    assert not was_done("long")


def test_finishing_without_a_worker_is_a_plain_transaction(heard):
    tasks.long_work(key="long")

    assert was_done("long")


def test_finishing_twice_is_a_mistake():
    from yui.kernel.jobs.current import Run, as_current

    with as_current(Run(settle=lambda: None)):
        with finishing():
            pass
        with pytest.raises(RuntimeError, match="finished already"), finishing():
            pass


def test_a_job_that_hangs_is_stopped():
    tasks.hang.enqueue()
    at = timezone.now()

    with pytest.raises(JobTimedOut):
        run_pending()

    assert timezone.now() - at < timedelta(seconds=3)
    assert Job.objects.get().state == JobState.FAILED


def test_run_pending_takes_the_time_it_is_told(heard):
    tasks.note.using(run_after=timezone.now() + timedelta(days=400)).enqueue(word="in a year")

    assert run_pending(at=timezone.now() + timedelta(days=401)) == 1
