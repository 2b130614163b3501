from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist, TaskResultMismatch

from tests.kernel.jobs import tasks
from yui.kernel.jobs import job, run_pending
from yui.kernel.jobs.models import Job, JobState
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db


def test_a_job_is_done_later_with_its_arguments(heard):
    at = timezone.now()
    tasks.note.enqueue(word="later")
    assert heard == []

    assert run_pending() == 1

    assert heard == ["later"]
    assert Job.objects.get().state == JobState.DONE
    assert Job.objects.get().enqueued_at >= at


def test_a_task_called_directly_is_the_function_itself(heard):
    tasks.note(word="now")

    assert heard == ["now"]
    assert not Job.objects.exists()


def test_a_job_put_off_in_a_transaction_that_fails_never_was(heard):
    def fail_after_putting_off() -> None:
        with transaction.atomic():
            tasks.note.enqueue(word="never")
            raise tasks.Trouble

    with pytest.raises(tasks.Trouble):
        fail_after_putting_off()

    assert run_pending() == 0
    assert heard == []


def test_organisation_and_person_are_remembered(heard):
    with acting_for(7, person=8, operator=True):
        tasks.tell_surroundings.enqueue()
    tasks.tell_surroundings.enqueue()

    with acting_for(99):
        run_pending()

    (scope, language), (none, _) = heard
    assert (scope.organisation_id, scope.person_id, scope.operator, language) == (7, 8, True, "ja")
    assert none is None


def test_the_public_is_a_scope_too(heard):
    with acting_for(None):
        tasks.tell_surroundings.enqueue()

    run_pending()

    assert heard[0][0].organisation_id is None


def test_many_jobs_are_put_off_at_once(heard, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        assert tasks.note.enqueue_many([{"word": str(number)} for number in range(300)]) == 300

    assert run_pending() == 300
    assert sorted(heard, key=int) == [str(number) for number in range(300)]


def test_a_job_waits_for_its_time(heard):
    tomorrow = timezone.now() + timedelta(days=1)
    tasks.note.using(run_after=tomorrow).enqueue(word="tomorrow")

    assert run_pending() == 0
    assert run_pending(at=tomorrow) == 1


def test_what_matters_more_comes_first(heard):
    tasks.note.enqueue(word="first come")
    tasks.note.using(priority=-10).enqueue(word="no hurry")
    tasks.note.using(priority=10).enqueue(word="urgent")

    run_pending()

    assert heard == ["urgent", "first come", "no hurry"]


def test_of_a_key_one_job_waits_at_a_time(heard):
    first = tasks.note.using(key="need 5").enqueue(word="one")
    second = tasks.note.using(key="need 5").enqueue(word="two")
    tasks.note.using(key="need 6").enqueue(word="other")
    assert first.id == second.id

    run_pending()
    tasks.note.using(key="need 5").enqueue(word="again")
    run_pending()

    assert heard == ["one", "other", "again"]


def test_the_database_itself_refuses_a_second_waiting_job_of_a_key():
    tasks.note.using(key="need 5").enqueue(word="one")
    waiting = Job.objects.get()
    waiting.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.save(force_insert=True)


def test_the_database_itself_refuses_a_running_job_without_lease():
    tasks.note.enqueue(word="one")

    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(state=JobState.RUNNING)


def test_the_result_of_a_job_can_be_asked_for(heard):
    result = tasks.note.enqueue(word="asked for")
    assert result.status == TaskResultStatus.READY

    run_pending()
    result.refresh()

    assert result.status == TaskResultStatus.SUCCESSFUL
    assert tasks.note.get_result(result.id).kwargs == {"word": "asked for"}
    with pytest.raises(TaskResultMismatch):
        tasks.fail.get_result(result.id)
    with pytest.raises(TaskResultDoesNotExist):
        tasks.note.get_result("no number")


def test_the_result_of_a_failed_job_tells_the_error():
    result = tasks.fail_for_good.enqueue()
    with pytest.raises(tasks.Trouble):
        run_pending()

    result.refresh()

    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is tasks.Trouble


def test_records_do_not_travel():
    with pytest.raises(TypeError, match="ids, plain values and times"):
        tasks.note_anything.enqueue(value=Job())


def test_arguments_without_names_are_refused():
    with pytest.raises(TypeError, match="keywords only"):
        tasks.note.enqueue("word")


def test_a_task_takes_keywords_only_and_stands_in_a_module():
    with pytest.raises(InvalidTaskError, match="top of its module"):
        job(lambda: None)
    with pytest.raises(InvalidTaskError, match="between"):
        tasks.note.using(priority=1000)
