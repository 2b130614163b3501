"""What operators do with jobs that failed for good."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yui.kernel import audit
from yui.kernel.access import Actor, Refused, action
from yui.kernel.jobs.models import Job
from yui.kernel.jobs.permissions import Permission


class NotADeadLetter(Refused):
    """The job has not failed, or somebody else has dealt with it."""

    code = "jobs.not-a-dead-letter"
    message = _("このジョブは「失敗」ではなくなっています。一覧を開き直して、今の状態を確かめてください。")


@action(Permission.RETRY_JOB)
def retry_job(*, job: Job, by: Actor, at: datetime) -> Job:
    """Let a job that failed for good try again, with all its attempts."""
    before = audit.snapshot(job, "state", "attempts", "error_class")
    if not job.retry(at=at):
        raise NotADeadLetter
    audit.record("jobs.retried", of=job, before=before, after=audit.snapshot(job, "state", "attempts"))
    return job


@action(Permission.DISCARD_JOB)
def discard_job(*, job: Job, by: Actor, at: datetime) -> Job:
    """Give up a job that failed for good."""
    before = audit.snapshot(job, "state", "attempts", "error_class")
    if not job.discard(at=at):
        raise NotADeadLetter
    audit.record("jobs.discarded", of=job, before=before, after=audit.snapshot(job, "state"))
    return job
