"""What this room says to others."""

from __future__ import annotations

from dataclasses import dataclass

from yui.kernel.events import Event


@dataclass(frozen=True)
class ProjectStarted(Event):
    """A project went into trial (`stage` "trial") or into regular use ("running")."""

    project_id: int
    owner_id: int
    need_id: int | None
    stage: str


@dataclass(frozen=True)
class MeasurementTaken(Event):
    """An indicator of a project has a new or corrected value."""

    project_id: int
    indicator_id: int


@dataclass(frozen=True)
class ProjectFinished(Event):
    """A project has come to its end; its outcome can become a case."""

    project_id: int
    owner_id: int


@dataclass(frozen=True)
class HandoverCompleted(Event):
    """Everything on the hand-over list is done: the town can go on alone. Said again if the list grew meanwhile."""

    project_id: int
    owner_id: int


@dataclass(frozen=True)
class ProjectStopped(Event):
    """A project was given up, for a reason of the closed list."""

    project_id: int
    owner_id: int
    need_id: int | None
    reason: str


@dataclass(frozen=True)
class TroubleReported(Event):
    """A town told of trouble in a project and asks its bureau for help."""

    project_id: int
    warning_id: int
    bureau_id: int


@dataclass(frozen=True)
class UseConfirmed(Event):
    """One year after adoption a town said whether the thing is still in use."""

    project_id: int
    owner_id: int
    check_id: int
    answer: str
