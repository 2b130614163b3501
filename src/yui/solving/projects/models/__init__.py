"""Projects and their parts."""

from yui.solving.projects.models.choices import CostKind, ProjectState, Severity, UseAnswer
from yui.solving.projects.models.parts import (
    CostLine,
    HandoverItem,
    Indicator,
    Measurement,
    Milestone,
    Partner,
    ProjectPart,
)
from yui.solving.projects.models.project import Project
from yui.solving.projects.models.watching import EarlyWarning, UseCheck

__all__ = [
    "CostKind",
    "CostLine",
    "EarlyWarning",
    "HandoverItem",
    "Indicator",
    "Measurement",
    "Milestone",
    "Partner",
    "Project",
    "ProjectPart",
    "ProjectState",
    "Severity",
    "UseAnswer",
    "UseCheck",
]
