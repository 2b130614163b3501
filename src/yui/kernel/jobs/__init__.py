"""Jobs: work for later, on the database we have, lost by no crash and done by no crash twice.

Words: a *job* is one call put off; its *task* is the function, written once with `@job`. A *worker* takes jobs one by
one on a *lease* that it renews while it lives. A failed job waits longer each time, and when it has failed for good it
stays as a *dead letter* until an operator retries or discards it. A *schedule* puts a job into the queue once a slot,
however many workers there are. The *ledger* remembers what was done to the outside world.

The promise: the body of a job and its mark "done" are one transaction, so what it writes to the database happens exactly
once, also under kill -9. What it does elsewhere (mail, files) it must ask the ledger for first.

Left to others: what is done (each room's jobs.py), who hears of an event (`kernel.events`), sending mail
(`kernel.delivery`).
"""

from yui.kernel.jobs.current import LeaseLost, finishing
from yui.kernel.jobs.schedules import scheduled
from yui.kernel.jobs.tasks import JobTask, UnknownTask, job, run_pending

__all__ = ["JobTask", "LeaseLost", "UnknownTask", "finishing", "job", "run_pending", "scheduled"]
