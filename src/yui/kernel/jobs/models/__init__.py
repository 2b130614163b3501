"""The tables of jobs. All are infrastructure: a worker serves every organisation and belongs to none."""

from yui.kernel.jobs.models.effect import Effect, EffectState
from yui.kernel.jobs.models.job import Job, JobState
from yui.kernel.jobs.models.schedule import Slot
from yui.kernel.jobs.models.worker import Worker

__all__ = ["Effect", "EffectState", "Job", "JobState", "Slot", "Worker"]
