"""Events: facts in the past that a room says; reactions elsewhere decide what follows.

A reaction runs as a job: it is promised in the transaction of the action, so it happens if and only if the action did,
and it is done for the organisation that was acted for.
"""

from yui.kernel.events.publishing import publish
from yui.kernel.events.registry import Event, every_event, reaction

__all__ = ["Event", "every_event", "publish", "reaction"]
