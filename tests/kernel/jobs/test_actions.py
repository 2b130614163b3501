from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.kernel.jobs import tasks
from yui.kernel.access import Actor, NotPermitted, Role, permissions_of
from yui.kernel.audit.models import Entry
from yui.kernel.jobs import run_pending
from yui.kernel.jobs.actions import NotADeadLetter, discard_job, retry_job
from yui.kernel.jobs.models import Job, JobState
from yui.kernel.tenancy import acting_for

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 1, 9, tzinfo=UTC)


def acting_as(role: Role) -> Actor:
    roles = (str(role),)
    return Actor(organisation_id=None, roles=roles, permissions=permissions_of(roles), name="試験")


OPERATOR = Role.OPERATOR


@pytest.fixture
def dead_letter() -> Job:
    tasks.fail_for_good.enqueue()
    with pytest.raises(tasks.Trouble):
        run_pending()
    return Job.objects.get()


def test_a_dead_letter_can_be_tried_again_with_all_its_attempts(dead_letter):
    retry_job(job=dead_letter, by=acting_as(OPERATOR), at=AT)
    assert (dead_letter.state, dead_letter.attempts, dead_letter.finished_at) == (JobState.READY, 0, None)

    with pytest.raises(tasks.Trouble):
        run_pending()

    assert Job.objects.get().state == JobState.FAILED


def test_a_dead_letter_can_be_discarded(dead_letter):
    discard_job(job=dead_letter, by=acting_as(OPERATOR), at=AT)

    assert Job.objects.get().state == JobState.DISCARDED
    assert run_pending(at=timezone.now() + timedelta(days=1)) == 0


def test_both_are_written_down(dead_letter):
    retry_job(job=dead_letter, by=acting_as(OPERATOR), at=AT)

    with acting_for(None, operator=True):
        entry = Entry.visible.get()
    assert (entry.code, entry.target_id, entry.before["state"]) == ("jobs.retried", dead_letter.pk, "failed")


@pytest.mark.parametrize("act", [retry_job, discard_job])
def test_what_is_no_dead_letter_is_left_alone(act, dead_letter):
    Job.objects.update(state=JobState.DONE)

    with pytest.raises(NotADeadLetter):
        act(job=dead_letter, by=acting_as(OPERATOR), at=AT)

    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize("role", [role for role in Role if role != OPERATOR])
@pytest.mark.parametrize("act", [retry_job, discard_job])
def test_the_queue_is_the_operators_alone(act, role, dead_letter):
    with pytest.raises(NotPermitted):
        act(job=dead_letter, by=acting_as(role), at=AT)

    assert Job.objects.get().state == JobState.FAILED
