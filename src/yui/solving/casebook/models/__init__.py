"""Cases, their parts and versions, who followed them."""

from yui.solving.casebook.models.case import Case
from yui.solving.casebook.models.choices import PUBLIC_STATES, CaseState, SizeClass, WithdrawReason
from yui.solving.casebook.models.parts import (
    CaseCompanion,
    CaseFigure,
    CaseService,
    CaseVersion,
    Following,
    Tombstone,
)

__all__ = [
    "PUBLIC_STATES",
    "Case",
    "CaseCompanion",
    "CaseFigure",
    "CaseService",
    "CaseState",
    "CaseVersion",
    "Following",
    "SizeClass",
    "Tombstone",
    "WithdrawReason",
]
